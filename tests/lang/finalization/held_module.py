"""The globals of a module that somebody still holds become None: names with one underscore first, then the others in their order."""
# leaks: what it leaves goes when the process ends

import sys
import types


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        seen = [name for name, value in names.items() if name[:1] != "_" and isinstance(value, Thing)]
        print("end of", self.name, seen, "None by now:", [name for name, value in names.items() if value is None and name in order])


order = ("first", "_second", "third", "__fourth__", "_fifth", "__builtins__")
module = types.ModuleType("held")
names = module.__dict__
module.first = Thing("first")
module._second = Thing("_second")
module.third = Thing("third")
module.__fourth__ = Thing("__fourth__")
module._fifth = Thing("_fifth")
sys.modules["held"] = sys.held = module

later = types.ModuleType("later")
later.thing = Thing("in a module that came later")
sys.modules["later"] = sys.later = later
