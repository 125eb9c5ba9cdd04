def chain():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("k")

try:
    chain()
except KeyError as e:
    print(repr(e), repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        raise ValueError(1)
    except ValueError as v:
        raise TypeError(2) from v
except TypeError as e:
    print(repr(e.__cause__), e.__suppress_context__)
try:
    try:
        raise ValueError(1)
    except ValueError:
        raise TypeError(2) from None
except TypeError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__)
for bad in (lambda: exec("raise 1"), lambda: exec("raise ValueError from 1"), lambda: exec("raise")):
    try:
        bad()
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as e:
    print(e)
