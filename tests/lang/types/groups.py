g = ExceptionGroup("top", [ValueError(1), TypeError(2), ExceptionGroup("inner", [ValueError(3), KeyError(4)])])
print(g, g.message, len(g.exceptions))
match, rest = g.split(ValueError)
print(repr(match), repr(rest))
print(repr(g.subgroup(lambda e: isinstance(e, KeyError))), g.subgroup(OSError), repr(g.derive([OSError()])))
for f in (lambda: ExceptionGroup("a", []), lambda: ExceptionGroup("a", 1), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("a", [1]),
          lambda: ExceptionGroup("a", [KeyboardInterrupt()]), lambda: g.split(1), lambda: BaseExceptionGroup()):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(type(BaseExceptionGroup("a", [ValueError()])).__name__, type(BaseExceptionGroup("a", [KeyboardInterrupt()])).__name__)
try:
    try:
        raise g
    except* ValueError as e:
        print("values", e.exceptions)
    except* KeyError as e:
        print("keys", e.exceptions)
except ExceptionGroup as e:
    print("left", repr(e))
try:
    raise ValueError("naked")
except* ValueError as e:
    print(repr(e))
