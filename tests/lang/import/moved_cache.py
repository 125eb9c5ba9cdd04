# leaks: the file has a new name in each round, and names of files are interned, for ever
"""A .pyc file whose folder was moved: code has the name that its source has now."""
import importlib
import os
import py_compile
import shutil
import sys
import tempfile

folder = tempfile.mkdtemp()
try:
    os.mkdir(folder + "/old")
    with open(folder + "/old/moved_module.py", "w") as f:
        f.write("def f():\n    def g(): pass\n    return g\nclass C:\n    m = lambda self: 1\n")
    cached = py_compile.compile(folder + "/old/moved_module.py", doraise=True)
    os.rename(folder + "/old", folder + "/new")
    sys.path.insert(0, folder + "/new")
    importlib.invalidate_caches()
    import moved_module

    for code in moved_module.f.__code__, moved_module.f().__code__, moved_module.C.m.__code__:
        print(code.co_name, code.co_filename.removeprefix(folder))
finally:
    sys.path.pop(0)
    shutil.rmtree(folder)
import _imp

for args in (1, "x"), (moved_module.f.__code__, 1), ():
    try:
        _imp._fix_co_filename(*args)
    except TypeError as e:
        print("TypeError")
sys.modules.pop("moved_module")
sys.path_importer_cache.pop(folder + "/new", None)
