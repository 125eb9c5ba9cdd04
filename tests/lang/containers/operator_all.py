import operator as o
print(o.itemgetter(1)([5, 6]), o.itemgetter(0, "a".__len__())([5, 6]), o.attrgetter("real", "imag")(3), o.attrgetter("__class__.__name__")(3))
print(o.methodcaller("split", ",")("a,b"), o.methodcaller("split", sep=",", maxsplit=1)("a,b,c"))
print(o.itemgetter(1, 2), o.attrgetter("a.b", "c"), o.methodcaller("m", 1, x=2))
print(o.add(1, 2), o.sub(5, 3), o.mul("a", 3), o.truediv(1, 2), o.floordiv(7, 2), o.mod(7, 3), o.pow(2, 5), o.neg(1), o.pos(-1), o.inv(0), o.not_(0))
print(o.lshift(1, 3), o.rshift(8, 1), o.and_(6, 3), o.or_(6, 3), o.xor(6, 3), o.concat([1], [2]), o.contains([1], 1), o.countOf([1, 1, 2], 1), o.indexOf([5, 6], 6))
l = [1]
print(o.iadd(l, [2]) is l, o.iconcat(l, [3]), o.setitem(l, 0, 9), l, o.delitem(l, 0), l, o.getitem(l, 0))
print(o.lt(1, 2), o.ge(1, 2), o.eq("a", "a"), o.is_(None, None), o.is_not(1, None), o.truth([]), o.index(5), o.length_hint([1, 2]), o.length_hint(5, 7), o.call(max, 3, 4))
for f in (lambda: o.itemgetter(), lambda: o.attrgetter(1), lambda: o.methodcaller(), lambda: o.itemgetter(1)(), lambda: o.concat(1, 2), lambda: o.indexOf([], 1), lambda: o.add(1), lambda: o.attrgetter("nope")(1), lambda: o.itemgetter(5)([1])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
from hmac import compare_digest as cd
print(cd("abc", "abc"), cd(b"abc", b"abd"), cd(b"a", bytearray(b"a")), cd("", "a"))
