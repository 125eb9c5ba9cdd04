# locals(), vars() and frames see arguments, cells and comprehension variables.
import sys
def f(a, *b, c=3, **d):
    e = [a for _ in "x"]
    def g(): return a
    return sorted(locals().items(), key=lambda kv: kv[0])
print([k for k, v in f(1, 2, z=3)])
def h():
    x = 1
    l = locals(); l["x"] = 5; l["new"] = 6
    return x, "new" in locals()
print(h())
def caller(): me = "caller"; return callee()
def callee(): fr = sys._getframe(1); return fr.f_locals["me"], fr.f_code.co_name, fr.f_back.f_code.co_name
print(caller())
ns = {}; exec("y = 1\ndef k(): return y", ns); ns["y"] = 9; print(ns["k"]())
print(eval("a + b", {"a": 1}, {"b": 2}))
