# Reflected operators, NotImplemented and the subclass rule.
class A:
    def __add__(self, o): return "A.add" if isinstance(o, A) else NotImplemented
    def __radd__(self, o): return "A.radd"
    def __eq__(self, o): print("A.eq"); return NotImplemented
    def __lt__(self, o): return NotImplemented
class B(A):
    def __radd__(self, o): return "B.radd"
print(A() + A(), A() + B(), B() + A(), 1 + A())
try: A() + 1
except TypeError as e: print(e)
a = A()
print(a == A(), a == 1, a != A())
try: a < A()
except TypeError as e: print(e)
try: hash(a)
except TypeError as e: print(e)
class V:
    def __matmul__(self, o): return "matmul"
    def __divmod__(self, o): return "divmod"
    def __rpow__(self, o): return "rpow"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __neg__(self): return "neg"
    def __invert__(self): return "invert"
    def __index__(self): return 2
    def __round__(self, n=None): return ("round", n)
v = V()
print(v @ 1, divmod(v, 1), 2 ** v, pow(v, 1, 2), -v, ~v, [1, 2, 3][v], round(v), round(v, 1), hex(v), range(v))
