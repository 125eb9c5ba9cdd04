# Names of keyword arguments: strs, of whatever class, and those that a function in C has.
import types


def tell(call):
    try:
        print(repr(call()))
    except TypeError as error:
        print(error)


class Sub(dict):
    pass


class Mapping:
    def keys(self):
        return [1]

    def __getitem__(self, key):
        return 2


for names in ({1: 2}, Sub({1: 2}), Mapping()):
    tell(lambda: dict(**names))
    tell(lambda: {}.update(**names))
    tell(lambda: (lambda **k: k)(**names))
    tell(lambda: int(**names))
    tell(lambda: dict(**names, **{}))


class Name(str):
    def __eq__(self, other):
        return str.__eq__(self, other)

    def __hash__(self):
        return str.__hash__(self) ^ 3


tell(lambda: print(0, 1, **{Name("sep"): ","}))
tell(lambda: print(0, 1, **{"".join(["s", "ep"]): ";"}))
tell(lambda: sorted([1, 2], **{"".join(["rev", "erse"]): True}))
tell(lambda: min([], **{"".join(["def", "ault"]): 3}))
tell(lambda: round(1.75, **{Name("foo"): 1}))

tell(lambda: ImportError(0, name=1, path=2, name_from=3, foo=3))
tell(lambda: ImportError(namez=3))
tell(lambda: AttributeError(objj=1))
tell(lambda: NameError(0, name=1, foo=2))
tell(lambda: min(0, default=1, key=2, foo=3))
tell(lambda: max(0, kez=2))

# A module that has something of its own name to call.
module = types.ModuleType("pprint")
tell(module)
module.pprint = 1
tell(module)
module.pprint = print
tell(module)
