# cProfile and profile: how often what was called by whom, and the report of pstats.
import cProfile
import io
import profile
import pstats


def leaf(n):
    return n


def recursive(n):
    if n:
        recursive(n - 1)
    leaf(n)
    return [leaf(i) for i in range(3)]


def numbers():
    yield leaf(1)
    yield 2


class C:
    def __getattr__(self, name):
        raise AttributeError(name)


def main():
    recursive(3)
    list(numbers())
    len("abc")
    [].append(1)
    sorted([2, 1], key=leaf)
    hasattr(C(), "foo")
    getattr(C(), "bar", None)


def name(code):
    return code if isinstance(code, str) else code.co_name


p = cProfile.Profile()
p.enable()
main()
p.disable()
for entry in sorted(p.getstats(), key=lambda e: name(e.code)):
    parts = sorted((name(part.code), part.callcount, part.reccallcount) for part in entry.calls or ())
    print(name(entry.code), entry.callcount, entry.reccallcount, parts, 0 <= entry.inlinetime <= entry.totaltime)
p.create_stats()
print(sorted((key[2], value[:2], sorted(caller[2] for caller in value[4])) for key, value in p.stats.items()))
out = io.StringIO()
pstats.Stats(p, stream=out).sort_stats("ncalls").print_stats("leaf")
print([line.split()[0] for line in out.getvalue().splitlines() if "leaf" in line and "restriction" not in line])

ticks = 0


def timer():
    global ticks
    ticks += 1
    return ticks


p = cProfile.Profile(timer, 0.5)
p.runcall(leaf, 5)
print([(name(e.code), e.callcount, e.totaltime > 0) for e in p.getstats() if name(e.code) == "leaf"])
try:
    p.enable()
    cProfile.Profile().enable()
except ValueError as e:
    print(e)
finally:
    p.disable()

q = profile.Profile()
q.runcall(main)
q.create_stats()
print(sorted((key[2], value[:2]) for key, value in q.stats.items() if key[0] == __file__))
