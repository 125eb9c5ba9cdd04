# The % operator.
print("%d %5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5, 6))
print("%s %r %a %10s|%-10s|%.2s" % ("é", "é", "é", "ab", "cd", "efg"))
print("%f %.2f %e %g %G %10.3f|%-10.1f|" % (1.5, 2.345, 12345.678, 1e-10, 1e20, 3.14159, 2.5))
print("%x %X %#x %o %#o %c %c %%" % (255, 255, 255, 8, 8, 65, "z"))
print("%(a)s-%(b)03d" % {"a": 1, "b": 2}, "%*d|%.*f" % (5, 42, 2, 3.14159))
for f, a in [("%d", "x"), ("%s %s", (1,)), ("%s", (1, 2)), ("%(a)s", 5), ("%q", 1), ("%", 1), ("%x", 1.5)]:
    try: print(f % a)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
print(b"%d %s %r %x" % (1, b"b", "é", 17))
