# format() of ints, floats, strings and complex numbers.
for spec in ["", "d", "5", "<5", "^7", "+", " ", "#x", "08b", ",", "_", "_x", "c", "e", ".2f", "%", "*>8", "=+6", "n", "#010o"]:
    print(spec, repr(format(66, spec)))
for spec in ["", ".3", ".3f", "10.2e", "g", "G", "%", "+.1f", "08.2f", ",.2f", "_.1f", "z.0f", "#.0f", ".0e", "^12", "n", "F"]:
    print(spec, repr(format(1234.5678, spec)), repr(format(-0.04, spec)), repr(format(float("inf"), spec)))
print(format("abc", "*^9"), format("abcdef", ".3"), format("a", "3") + "|", format(1 + 2j, ".1f"), format(True, "d"), format(None))
for v, s in [("a", "d"), (1, "s"), (1.5, "x"), ("a", "+"), (1, ".2"), ([], "5"), (1, ",s"), (300000000, "c")]:
    try: print(format(v, s))
    except (ValueError, TypeError, OverflowError) as e: print(type(e).__name__)
print("{0} {1!r:>5} {0:{2}} {a.real} {b[k]} {b[0]}".format(1, "x", 4, a=3, b={"k": 1, 0: 2}), "{} {}".format(*"ab"), "{x}".format_map({"x": 9}))
