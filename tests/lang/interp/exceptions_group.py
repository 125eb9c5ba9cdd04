try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [KeyError(3), ValueError(4)])])
except* ValueError as e:
    print("values", [repr(x) for x in e.exceptions])
except* TypeError as e:
    print("types", e.exceptions)
except* KeyError as e:
    print("keys", e.exceptions)
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), OSError(2)])
    except* ValueError:
        pass
except ExceptionGroup as e:
    print(e, e.exceptions)
try:
    raise ValueError("naked")
except* ValueError as e:
    print(repr(e))
