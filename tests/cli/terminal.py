# The interactive mode at a terminal, a real one as far as the child can tell: prompts, echo, Ctrl-C, Ctrl-D.
# needs: terminals
import os
import subprocess
import sys


def session(args, steps):
    """Answers what the child prints; shows what it printed, as far as it was waited for."""
    master, slave = os.openpty()
    # The child's session gets the terminal as its own by opening it, so that Ctrl-C sends a signal.
    start = "import os, sys; os.close(os.open(os.ttyname(0), os.O_RDWR)); os.execv(sys.executable, [sys.executable] + sys.argv[1:])"
    environment = os.environ | {"PYTHON_BASIC_REPL": "1", "PYTHON_COLORS": "0", "TERM": "dumb"}
    child = subprocess.Popen(
        [sys.executable, "-c", start, *args], stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    seen = b""
    for wait, send in (*steps, (None, b"")):
        while wait is None or wait not in seen:
            try:
                data = os.read(master, 1000)
            except OSError:  # Linux: nobody has the other end open any more
                break
            if not data:
                break
            seen += data
        print(seen.decode().replace("\r\n", "\n"), end="|")
        seen = b""
        os.write(master, send)
    print(child.wait())
    os.close(master)


session(["-q"], [
    (b">>> ", b"1 + 1\n"),
    (b">>> ", b"def f():\n"),
    (b"... ", b"  1/0\n"),
    (b"... ", b"\n"),
    (b">>> ", b"f()\n"),
    (b">>> ", b"import time\n"),
    (b">>> ", b"try: print('sle' + 'eps'); time.sleep(100)\n"),
    (b"... ", b"except KeyboardInterrupt: print('woken')\n"),
    (b"... ", b"\n"),
    (b"sleeps\r\n", b"\x03"),
    (b">>> ", b"1 +\n"),
    (b">>> ", b"input('na' + 'me? ')\n"),
    (b"name? ", b"Bob\n"),
    (b">>> ", b"import sys; sys.stdin.isatty(), sys.flags.interactive\n"),
    (b">>> ", b"for line in sys.stdin: print('line', repr(line))\n"),
    (b"... ", b"\n"),
    (b"\n", b"one\n"),
    (b"'one\\n'\r\n", b"\x04"),
    (b">>> ", b"\x04"),
])
session(["-i", "-c", "x = 5"], [(b">>> ", b"x\n"), (b">>> ", b"raise SystemExit(7)\n")])
session(["-c", "import os; os.environ['PYTHONINSPECT'] = '1'; y = 6; 1/0"], [(b">>> ", b"y\n"), (b">>> ", b"\x04")])
session(["-c", "import os, sys; os.environ['PYTHONINSPECT'] = '1'; sys.exit(3)"], [])
session(["-E", "-c", "import os; os.environ['PYTHONINSPECT'] = '1'"], [])
session(["-c", "import sys; sys.stdout.write('in: '); sys.stdout.flush(); print(repr(sys.stdin.read()))"], [(b"in: ", b"a\nb\n\x04")])
