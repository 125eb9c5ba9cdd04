# Assignment expressions bind in the enclosing function, also from within a comprehension.
def f(items):
    found = [last := x for x in items if x % 2]
    return found, last

print(f(range(10)))
if (n := len("hello")) > 3:
    print("long", n)
total = 0
print([total := total + i for i in range(6)], total)
data = iter([1, 2, 0, 4])
while (value := next(data)):
    print("value", value)
print(any((witness := s).startswith("b") for s in ["ab", "bc", "bd"]), witness)
try:
    compile("[i := 0 for i in range(3)]", "x", "exec")
except SyntaxError as error:
    print("SyntaxError:", error.msg)
