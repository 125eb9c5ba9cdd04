for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e15 + 0.5, 1e22, -0.0, 0.49999999999999994, 4503599627370495.5, 4503599627370497.5):
    print(x, round(x), round(x, 0), type(round(x, 0)))
for x in (1.005, 2.675, 0.125, 0.375, 2.5, -2.5, 1234.5678, 1e22, 5e-324, 9.995, 99.995, 0.1 + 0.2):
    print(x, [round(x, n) for n in (-4, -3, -2, -1, 0, 1, 2, 3, 5, 10, 15, 17, 20, 30, 400, -400)])
print(round(1.7976931348623157e308, -300), round(56294995342131.5, 3), round(5e15 + 1.5), round(123.456, None))
try:
    round(1.7976931348623157e308, -308)
except OverflowError as e:
    print(e)
for bad in (1.5, "a"):
    try:
        round(2.5, bad)
    except TypeError as e:
        print(e)
class R:
    def __round__(self, *args): return args
print(round(R()), round(R(), 2), round(R(), ndigits=None))
