# exit: 1
# error: ValueError: the end
import atexit
atexit.register(lambda: print("atexit"))
def f():
    try: raise ValueError("the end")
    finally: print("finally")
print("start")
f()
# leaks: its exit function stays registered
