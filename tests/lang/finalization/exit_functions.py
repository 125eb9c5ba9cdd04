"""Exit functions: the last one first; one that raises, exits or registers another does not keep the others from running."""
# leaks: what it leaves goes when the process ends

import atexit
import sys
import threading


def hook(args):
    print("unraisable:", args.exc_type.__name__, args.exc_value, args.object, args.err_msg.partition("<")[0])
    traceback = args.exc_traceback
    print(traceback.tb_frame.f_code.co_name, traceback.tb_next)


def raising():
    raise ValueError("of an exit function")


def exiting():
    sys.exit(3)


def registering():
    atexit.register(print, "registered late", sys.is_finalizing())


def starting():
    thread = threading.Thread(target=print, args=("threads still start",))
    thread.start()
    thread.join()


class Thing:
    def __del__(self):
        print("then the modules", sys.is_finalizing())


sys.unraisablehook = hook
thing = Thing()
atexit.register(print, "first")
for function in raising, exiting, registering, starting:
    atexit.register(function)
print("main ends")
