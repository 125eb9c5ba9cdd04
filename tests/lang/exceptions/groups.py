# except* splits groups; what is left goes on.
def run(group):
    try:
        try:
            raise group
        except* ValueError as g: print("values", [str(x) for x in g.exceptions])
        except* (KeyError, TypeError) as g: print("keys", len(g.exceptions))
        else: print("else")
        finally: print("finally")
    except BaseException as e: print("left", repr(e))
run(ExceptionGroup("g", [ValueError("a"), KeyError("b"), ExceptionGroup("n", [ValueError("c")])]))
run(ExceptionGroup("g", [OSError("x"), ValueError("v")]))
run(ValueError("plain"))
g = ExceptionGroup("m", [ValueError(1), TypeError(2)])
print(g.split(ValueError), g.subgroup(TypeError), g.derive([KeyError(3)]), g.message)
for bad in [lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: ExceptionGroup(1, [ValueError()])]:
    try: bad()
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
