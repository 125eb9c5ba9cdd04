import warnings
warnings.simplefilter("ignore")
class WithComplex:
    def __complex__(self): return 1 + 2j
class WithFloat:
    def __float__(self): return 2.5
class WithIndex:
    def __index__(self): return 3
for args in (("1",), ("1j",), ("j",), ("-j",), ("1+j",), ("1-2j",), (" ( 1+2j ) ",), ("1e5-2e-3j",), ("inf+nanj",), ("-infj",), ("1_0+2_0j",), ("+1-1J",), ("(1)",), ("",), ("1+",), ("1+2",), ("1j+2",), ("(1",), ("1)",), ("1 + 2j",), ("++1",), ("1__0j",), ("a",), ("1\0",), ("٣+٤j",),
             (), (1,), (1, 2), (1.5, -2), (True, False), (WithComplex(),), (WithFloat(),), (WithIndex(), WithFloat()), (10**20,)):
    try:
        print(ascii(args)[:60] if all(type(a) in (str, int, float, bool) for a in args) else len(args), repr(complex(*args)))
    except Exception as e:
        print(type(e).__name__)
for s in ("0j", "-0j", "(-0+1j)", "(1-0j)", "(nan+infj)", "(1e+300-1e-300j)"):
    print(repr(complex(s)), s)
print(complex(real=1), complex(imag=2), complex(real=1, imag=2))
