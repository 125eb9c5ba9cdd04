import sys

def f(a, b=2):
    c = 3
    fr = sys._getframe()
    print(fr.f_code.co_name, fr.f_lineno, sorted(n for n in fr.f_locals if n != "fr"), fr.f_back.f_code.co_name)
    return fr

fr = f(1)
print(fr.f_code.co_varnames, fr.f_locals["c"], fr.f_back is sys._getframe())
fr.clear()
print(dict(fr.f_locals))
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)

def g():
    yield sys._getframe()

it = g()
fr = next(it)
print(fr is it.gi_frame, fr.f_back)

def loc():
    x = 1
    d = locals()
    x = 2
    return d, locals()

print(loc()[0]["x"], loc()[1]["x"])
