# A program's own module comes before a library's of the same name; frozen and built-in modules come before all folders.
import os, subprocess, sys, tempfile
files = {"queue.py": "mine = 1\n", "json/__init__.py": "mine = 2\n", "os.py": "mine = 3\n", "sys.py": "mine = 4\n", "abc.py": "mine = 5\n", "operator.py": "mine = 6\n",
         "late.py": "mine = 7\n", "textwrap.py": "mine = 8\n",
         "main.py": "import sys, os, abc, operator, queue, json, heapq\n"
                    "print(*[hasattr(m, 'mine') for m in (sys, os, abc, operator, queue, json, heapq)])\n"
                    "print(queue.__file__ == sys.path[0] + '/queue.py', type(heapq.__loader__).__mro__[1].__name__ != 'object', heapq.__spec__.has_location)\n"}
with tempfile.TemporaryDirectory() as d:
    for k, v in files.items():
        os.makedirs(os.path.dirname(os.path.join(d, k)), exist_ok=True)
        open(os.path.join(d, k), "w").write(v)
    def run(*args, **env):
        r = subprocess.run([sys.executable, *args], capture_output=True, text=True, cwd=d, env=os.environ | env)
        print(r.stdout, r.stderr, sep="", end="")
    run("main.py")
    run("-c", "import queue, textwrap; print(queue.mine, textwrap.mine)")
    run("-P", "-c", "import queue; print(hasattr(queue, 'mine'))")
    run("-P", "-c", "import queue, late; print(queue.mine, late.mine)", PYTHONPATH=d)
    # the library's asserts and docstrings go as the program's do
    run("-P", "-c", "import textwrap, queue; print(textwrap.__doc__ is None, queue.Queue.put.__doc__ is None)")
    run("-P", "-OO", "-c", "import textwrap, queue; print(textwrap.__doc__ is None, queue.Queue.put.__doc__ is None)")
    run("-P", "-O", "-c", "import bdb, inspect; print('assert' in inspect.getsource(bdb), 'AssertionError' in str(bdb.Bdb.get_bpbynumber.__code__.co_names))")
import importlib.util, pkgutil, inspect, colorsys, json
print(importlib.util.find_spec("colorsys").has_location, inspect.getsource(colorsys).startswith('"""'), "decoder" in [m.name for m in pkgutil.iter_modules(json.__path__)])
print(colorsys.__loader__.get_filename("colorsys") == colorsys.__file__, colorsys.__loader__.is_package("colorsys"), json.__spec__.parent)
