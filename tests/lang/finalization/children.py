"""What only shows from outside: the status of the process, files that nobody closed, what is written when."""
# leaks: what it leaves goes when the process ends

import os
import subprocess
import sys
import tempfile


def run(source, *options, stdout=subprocess.PIPE):
    done = subprocess.run([sys.executable, "-I", *options, "-c", source], stdout=stdout, stderr=subprocess.PIPE, text=True)
    print(done.returncode, (done.stdout or "").splitlines(), done.stderr.replace(path, "PATH").splitlines())


folder = tempfile.TemporaryDirectory()
path = os.path.join(folder.name, "file")

FILE = f"""
class Box: pass
text = open({path!r}, "w", encoding="latin-1"); text.write("\\xe9 left\\n")
box = Box(); box.me = box; box.file = open({path + '2'!r}, "wb"); box.file.write(b"in a cycle")
raw = open({path + '3'!r}, "wb", buffering=0)
"""
run(FILE)
print(open(path, "rb").read(), open(path + "2", "rb").read())
run(FILE, "-X", "dev")
run(f"import warnings; warnings.simplefilter('always'); file = open({path!r}, encoding='utf-8')")

THING = """
import os, sys, atexit, threading
class Thing:
    def __del__(self): os.write(1, b"end\\n")
thing = Thing()
"""
run(THING)
run(THING + "sys.exit('bye')")
run(THING + "raise ValueError")
run(THING + "os._exit(5)")
run(THING + "atexit.register(os._exit, 6)")
run(THING + "atexit.register(sys.exit, 7); sys.unraisablehook = lambda args: None")
run(THING + "sys.modules.clear()")
run(THING + "sys.modules = None")
run(THING + "import gc; gc.disable(); thing.me = thing")
run(THING + "del __builtins__")
run(THING + "sys.stdout = sys.stderr = None")
run(THING + "sys.stdout.close()")
run("import gc; gc.garbage.append([])", "-W", "always")
run("import gc; gc.garbage.append([]); gc.garbage.append(1); gc.set_debug(gc.DEBUG_UNCOLLECTABLE)", "-W", "always")
run("import sys\nclass T:\n def __del__(self): print(sys.stdout is sys.__stdout__)\nt = T(); sys.stdout = open('/dev/null', 'w')")
run("class T:\n def __del__(self): print(1); open('/dev/null')\nimport sys; sys.unraisablehook = lambda a: print(repr(a.exc_value)); t = T()")
run("import sys\nclass T:\n def __del__(self): print('not seen')\nsys.t = T(); print('main')")
if os.path.exists("/dev/full"):
    with open("/dev/full", "w") as full:
        run("import sys; print('x'); sys.unraisablehook = lambda a: None", stdout=full)
folder.cleanup()
