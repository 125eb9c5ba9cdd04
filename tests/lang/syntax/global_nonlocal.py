# global and nonlocal declarations.
counter = 0
def bump():
    global counter, made
    counter += 1
    made = "made"
bump(); bump()
print(counter, made)
def outer():
    n = 0
    def middle():
        def inner():
            nonlocal n
            n += 1
            return n
        return inner
    inc = middle()
    inc(); inc()
    return n
print(outer())
for source in ["def f():\n nonlocal q\n", "def f(a):\n global a\n", "nonlocal z"]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg)
class C:
    global placed
    placed = 5
print(placed, hasattr(C, "placed"))
