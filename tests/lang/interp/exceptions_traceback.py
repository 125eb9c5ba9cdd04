import sys
import traceback

def a():
    b()

def b():
    raise ValueError("deep")

try:
    a()
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next

def again():
    try:
        b()
    except ValueError:
        raise

try:
    again()
except ValueError as e:
    print([(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])
try:
    raise e2 if (e2 := KeyError()) else 0
except KeyError as e:
    print(sys.exception() is e)
print(sys.exception())
