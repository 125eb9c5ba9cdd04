import cmath
inf, nan = float("inf"), float("nan")
def r(z):
    return complex(float("%.12g" % z.real), float("%.12g" % z.imag)) if isinstance(z, complex) else z
parts = (-inf, -2.0, -0.0, 0.0, 1.5, inf)
for name in "acos asin atan asinh atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split():
    f = getattr(cmath, name)
    row = []
    for x in parts:
        for y in parts:
            try:
                row.append(repr(r(f(complex(x, y)))))
            except (ValueError, OverflowError) as e:
                row.append(type(e).__name__)
    print(name, row)
print(cmath.polar(3 + 4j)[0], cmath.rect(2, 0), cmath.phase(-1), cmath.isclose(1j, 1j + 1e-12), cmath.isinf(complex(0, inf)), cmath.isnan(complex(nan, 0)), cmath.isfinite(1j), r(cmath.log(8, 2)), cmath.infj, cmath.nanj)
