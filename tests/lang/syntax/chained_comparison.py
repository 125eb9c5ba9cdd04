# Each operand of a chain is evaluated once, and the chain stops at the first false comparison.
def v(x):
    print("eval", x)
    return x

print(v(1) < v(2) < v(3))
print(v(3) < v(2) < v(1))
print(1 < 2 > 1 != 3 in [3] is not None)
print(not 1 == 2, 1 in [1] == True, (1 in [1]) == True)
if v(1) <= v(1) < v(0):
    print("no")
else:
    print("else")
