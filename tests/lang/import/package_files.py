# A package on disk: relative imports, __all__, __main__ names, circular imports.
import os, sys, tempfile
files = {"pk/__init__.py": "print('init', __name__, __package__)\nfrom . import a\n__all__ = ['a', 'late']\n", "pk/a.py": "from .sub import b\nfrom . import late\nname = b.name + '!'\n", "pk/late.py": "import pk.a\nseen = hasattr(pk, 'a')\n",
         "pk/sub/__init__.py": "", "pk/sub/b.py": "from .. import __name__ as up\nname = up + '.b'\n", "ns/part.py": "v = 1\n", "broken.py": "x = (\n", "raises.py": "1 / 0\n"}
with tempfile.TemporaryDirectory() as d:
    for k, v in files.items():
        os.makedirs(os.path.dirname(os.path.join(d, k)), exist_ok=True); open(os.path.join(d, k), "w").write(v)
    sys.path.insert(0, d); sys.dont_write_bytecode = True
    import pk.a; print(pk.a.name, pk.late.seen); from pk import *; print(late.__name__)
    import ns.part; print(ns.part.v, ns.__file__ if hasattr(ns, "__file__") else None)
    for n in ["broken", "raises", "pk.none"]:
        try: __import__(n)
        except Exception as e: print(type(e).__name__, n in sys.modules)
    print(sorted(k for k in sys.modules if k.startswith("pk")), os.path.relpath(pk.__file__, d), pk.__spec__.submodule_search_locations == [os.path.join(d, "pk")])
# leaks: the path importer cache keeps the folders it has seen
