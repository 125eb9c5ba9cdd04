# A traceback names the functions and lines in order.
import sys
def a(): b()
def b():
    x = 1
    c(x)
def c(x):
    return x / 0
try: a()
except ZeroDivisionError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next
    print(sys.exception() is e, sys.exc_info()[0].__name__)
print(sys.exception())
e2 = ValueError().with_traceback(None); print(e2.__traceback__)
