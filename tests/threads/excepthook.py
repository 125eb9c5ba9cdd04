import sys
import threading
import io


def fail():
    raise ValueError("in a thread")


caught = []
threading.excepthook = lambda args: caught.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
t = threading.Thread(target=fail, name="failing")
t.start()
t.join()
print(caught)
threading.excepthook = threading.__excepthook__
sys.stderr = io.StringIO()
t = threading.Thread(target=fail, name="failing")
t.start()
t.join()
text = sys.stderr.getvalue()
sys.stderr = sys.__stderr__
print(text.splitlines()[0])
print(text.splitlines()[-1])
t = threading.Thread(target=sys.exit)
t.start()
t.join()
print("the exit of a thread is its own")
