# Value patterns, class patterns that cannot work, and refused syntax.
import enum
class Color(enum.Enum): RED = 1; BLUE = 2
class K: limit = 10
def f(v):
    match v:
        case Color.RED: return "red"
        case K.limit: return "limit"
        case dict(a) | list(a): return ("self", a)
        case _: return "none"
print(f(Color.RED), f(Color.BLUE), f(10), f({}), f([1]))
class N: pass
try:
    match N():
        case N(1): pass
except TypeError as e: print(e)
class Bad: __match_args__ = ["x"]
try:
    match Bad():
        case Bad(1): pass
except TypeError as e: print(e)
for s in ["match x:\n case a: pass\n case b: pass\n", "match x:\n case [a, a]: pass\n", "match x:\n case a | b: pass\n", "match x:\n case [*a, *b]: pass\n", "match x:\n case {**r, 'a': 1}: pass\n"]:
    try: compile(s, "m", "exec"); print("ok")
    except SyntaxError as e: print("SyntaxError")
match = {"case": 1}; case = match["case"]; print(match, case)
match (1, 2):
    case (a, b) if a > b: print("no")
    case (a, b): print("bound", a, b)
