# __cause__, __context__ and `from None`.
def show(e):
    print(repr(e), "cause", repr(e.__cause__), "context", repr(e.__context__), e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise KeyError("k") from z
except KeyError as e: show(e)
try:
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("k")
except KeyError as e: show(e)
try:
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("k") from None
except KeyError as e: show(e)
try: raise ValueError from 5
except TypeError as e: print(e)
try: raise 5
except TypeError as e: print(e)
try: raise
except RuntimeError as e: print(e)
