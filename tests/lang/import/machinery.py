# Modules made by hand, importlib, sys.modules, finders.
import sys, types, importlib, importlib.abc, importlib.util
m = types.ModuleType("made", "doc"); m.x = 1; sys.modules["made"] = m
import made, made as alias
from made import x as y
print(made is alias, y, made.__doc__, made.__name__)
try: from made import nothing
except ImportError as e: print(e)
for bad in ["no_such_module", "made.sub", "os.no"]:
    try: importlib.import_module(bad)
    except ImportError as e: print(type(e).__name__, e)
class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None): return importlib.util.spec_from_loader(name, self) if name.startswith("virt") else None
    def exec_module(self, mod): print("exec", mod.__name__); mod.value = mod.__name__ * 2
sys.meta_path.insert(0, Finder())
import virtual; import virtual
print(virtual.value, virtual.__spec__.name); importlib.reload(virtual); print("virtual" in sys.modules)
m.__getattr__ = lambda n: f"dynamic {n}" if n != "__path__" else (_ for _ in ()).throw(AttributeError(n)); from made import anything; print(anything)
sys.modules["blocked"] = None
try: import blocked
except ModuleNotFoundError as e: print(e)
import os.path as p, collections.abc; print(p.basename("a/b"), collections.abc.Sized.__name__)
# leaks: the path importer cache keeps the folders it has seen
