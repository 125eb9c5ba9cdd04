# Every kind of pattern.
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def m(v):
    match v:
        case None | True | False: return "singleton"
        case 0: return "zero"
        case -1.5 | "s" | b"b" | 1+2j: return "literal"
        case int(n) if n > 100: return f"big {n}"
        case int() | float(): return "number"
        case [] : return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"1 then {rest}"
        case (a, [b, _]) : return f"nested {a} {b}"
        case [*_, "last"]: return "last"
        case {"k": 1, **rest}: return f"k1 {rest}"
        case {"k": [a, b] as both}: return f"k {a} {b} {both}"
        case {}: return "mapping"
        case P(0, y=0): return "origin"
        case P(x, P(y, _)): return f"P {x} {y}"
        case P(): return "some P"
        case str() as s: return f"str {s}"
        case _: return "other"
for v in [None, True, 0, 0.0, -1.5, 1+2j, 500, 7, 2.5, [], [9], [1, 2, 3], ("q", [3, 4]), [3, 4, "last"], {"k": 1, "z": 2}, {"k": [1, 2]}, {"q": 1}, P(0, 0), P(1, P(2, 3)), P(1, 2), "s", "text", b"b", b"c", {1}, range(1), iter([])]:
    print(m(v))
