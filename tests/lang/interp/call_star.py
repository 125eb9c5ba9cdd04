def show(*args, **kw):
    return args, kw

print(show(*range(3), *"ab", x=1, **{"y": 2}))
for bad in (lambda: show(*1), lambda: show(**1), lambda: show(x=1, **{"x": 2}), lambda: show(**{1: 2})):
    try:
        bad()
    except TypeError as e:
        print(e)

class Mapping:
    def keys(self):
        return ["k", "l"]

    def __getitem__(self, key):
        return key * 2

print(show(**Mapping()))
