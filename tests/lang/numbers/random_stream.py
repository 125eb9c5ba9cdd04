# The Mersenne Twister gives CPython's numbers, whatever the seed.
import random
for seed in (0, 1, -1, 42, 2**32, 2**100, "text", b"bytes", 3.5, bytearray(b"x")):
    r = random.Random(seed)
    print(seed, r.random(), r.getrandbits(1), r.getrandbits(32), r.getrandbits(100), r.randrange(10**20), r.choice("abcdef"), r.uniform(1, 2), round(r.gauss(0, 1), 9))
r = random.Random(7)
l = list(range(20))
r.shuffle(l)
print(l, r.sample(range(100), 5), r.choices([1, 2, 3], [5, 1, 1], k=6), r.randbytes(5), r.getrandbits(0))
state = r.getstate()
a = [r.random() for _ in range(1000)]
r.setstate(state)
print(a == [r.random() for _ in range(1000)], len(state[1]), state[1][-1], hash(state[1]) == hash(r.getstate()[1]) or "moved on")
for f in (lambda: r.getrandbits(-1), lambda: r.getrandbits("a"), lambda: r.setstate((3, (1,), None)), lambda: r.randrange(0), lambda: r.choice([])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
