"""breakpoint() calls sys.breakpointhook, which calls what PYTHONBREAKPOINT names at that moment; a debugger sees the caller's frame."""
import os
import subprocess
import sys


def inner(*args, **kws):
    caller = sys._getframe(1)
    return caller.f_code.co_name, args, kws


def outer():
    return breakpoint(1, b=2)


sys.modules["spies"] = sys.modules[__name__]
os.environ["PYTHONBREAKPOINT"] = "spies.inner"
print(outer(), sys.breakpointhook(3))
os.environ["PYTHONBREAKPOINT"] = "0"
print(outer())
os.environ["PYTHONBREAKPOINT"] = "int"
print(breakpoint("7"))
sys.breakpointhook = lambda *args, **kws: ("ours", args, kws)
print(outer())
sys.breakpointhook = sys.__breakpointhook__
print(outer.__name__, breakpoint("8"))
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as e:
    print(e)


def child(program, typed="", **environment):
    ran = subprocess.run([sys.executable, "-c", program], input=typed, capture_output=True, text=True, env={**os.environ, **environment})
    print(ran.returncode, [line for line in ran.stdout.splitlines() if line[:2] != "->"], ran.stderr.splitlines()[:1])


for name in "no_such_module.f", "os.no_such_function", "no_such_builtin", ".", ".f":
    child("print(breakpoint())", PYTHONBREAKPOINT=name)
child("def f():\n    x = 5\n    breakpoint()\nf()\nprint('end')", "p x\nc\n", PYTHONBREAKPOINT="")
