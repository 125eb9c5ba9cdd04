# -c: tracebacks and inspect know the lines; PYTHONINSPECT counts as it is at the end, if there is a terminal to ask.
import subprocess, sys
def run(*args, text="", **more):
    import os
    r = subprocess.run([sys.executable, *args], input=text, capture_output=True, text=True, env=os.environ | more)
    print(r.returncode, r.stdout, r.stderr, sep="|")
run("-c", "def f():\n 1/0\nf()")
run("-c", "if 1:\n  x = (1 +\n 'a')")
run("-c", "x = 1 +")
run("-c", "import inspect\ndef f():\n return 1\nprint(inspect.getsource(f))")
run("-c", "class A:\n  def f(self): raise KeyError(1)\ntry: A().f()\nexcept KeyError as e: raise ValueError from e")
run("-c", "import traceback\ntry: 1/0\nexcept Exception: traceback.print_exc()")
run("-c", "import sys; print(hasattr(sys, 'ps1'), sys.flags.interactive, sys.argv)", "a")
run(text="def f():\n 1/0\nf()\n")
run("-", text="import sys; print(hasattr(sys, 'ps1'), sys.flags.interactive, sys.argv, __file__)")
run("-c", "import os; os.environ['PYTHONINSPECT'] = '1'; 1/0", text="print(1)\n")
run("-c", "x = 1; 1/0", text="print(1)\n", PYTHONINSPECT="1")
run("-c", "import sys; sys.exit(3)", text="print(1)\n", PYTHONINSPECT="x")
