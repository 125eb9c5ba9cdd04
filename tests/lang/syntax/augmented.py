# In-place operators call the in-place method once and store its result.
class Log:
    def __init__(self, v):
        self.v = v
    def __iadd__(self, o):
        print("iadd", o)
        return self
    def __mul__(self, o):
        print("mul", o)
        return Log(self.v * o)
    def __setitem__(self, k, v):
        print("set", k, v)
    def __getitem__(self, k):
        print("get", k)
        return 10
a = Log(3)
b = a
a += 1
print(a is b)
a *= 2
print(a is b, a.v)
b["k"] -= 4
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)
n = 7
n //= 2; n **= 3; n <<= 2; n |= 1; n ^= 5; n &= 0xff; n %= 50; n >>= 1
print(n)
