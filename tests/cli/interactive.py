# Interactive mode with an input that is no terminal: prompts, errors, several lines, going on after a program.
import os, subprocess, sys, tempfile
environment = os.environ | {"PYTHON_BASIC_REPL": "1", "PYTHON_COLORS": "0"}
folder = "?"
def run(args, text, **more):
    r = subprocess.run([sys.executable, *args], input=text, capture_output=True, text=True, env=environment | more)
    print(r.returncode, r.stdout, r.stderr.replace(folder, "FOLDER"), sep="|")
run(["-i", "-c", "x = 5"], "x\n1 / 0\ndef f():\n  return 3\n\nf()\na b\nx = (1,\n 2)\nx\n_\n")
run(["-i", "-c", "x = 5"], "def f(): 1 / 0\n\ndef g(): f()\n\ng()\nimport sys\ntype(sys.last_exc), sys.ps1, __name__\nsys.exit(4)\n")
with tempfile.TemporaryDirectory() as d:
    folder = d
    with open(d + "/fails.py", "w") as f: f.write("y = 7\n1 / 0\n")
    run(["-i", d + "/fails.py"], "y\nraise SystemExit('gone')\n")
    with open(d + "/exits.py", "w") as f: f.write("raise SystemExit(3)\n")
    run(["-i", d + "/exits.py"], "6 * 7\n")
    with open(d + "/start.py", "w") as f: f.write("started = 'yes'\nprint('starting')\n")
    run(["-q", "-i"], "started\nx = '''a\nb'''\nx\nif 1:\n  2\nelse:\n  3\n\n", PYTHONSTARTUP=d + "/start.py")
    run(["-q", "-i"], "'no file'\n")
