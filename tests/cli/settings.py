# Settings and surroundings that mean nothing, or are out of the ordinary: the words and statuses are CPython's.
import os
import subprocess
import sys
import tempfile


def show(title, args, status=0, env={}, **more):
    names = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    ran = subprocess.run([sys.executable, *args], env={**names, **env}, capture_output=True, timeout=200, **more)
    out, err = (text.decode(errors="backslashreplace").replace(sys.executable + ":", "python:").replace("tollbooth:", "python:").strip() for text in (ran.stdout, ran.stderr))
    lines = err.splitlines()
    print(f"{title}: {ran.returncode}{' ' + out if out else ''}{' | ' + (lines[0] if lines[0].startswith('Fatal') else lines[-1]) if lines else ''}")


for option in ("int_max_str_digits=3", "int_max_str_digits=x", "int_max_str_digits", "cpu_count=0", "cpu_count=x", "utf8=3", "tracemalloc=-1",
               "frozen_modules=maybe", "nosuch"):
    show(f"-X {option}", ["-X", option, "-c", "1"])
for name, value in (("PYTHONHASHSEED", "x"), ("PYTHONHASHSEED", "4294967296"), ("PYTHONINTMAXSTRDIGITS", "3"), ("PYTHONUTF8", "7"),
                    ("PYTHON_CPU_COUNT", "none"), ("PYTHONTRACEMALLOC", "x"), ("PYTHONIOENCODING", "nosuch")):
    show(f"{name}={value}", ["-c", "1"], env={name: value})
show("limit", ["-X", "int_max_str_digits=700", "-c", "import sys; print(sys.get_int_max_str_digits(), sys.flags.int_max_str_digits)"],
     env={"PYTHONINTMAXSTRDIGITS": "800"})
show("processors", ["-X", "cpu_count=3", "-c", "import os; print(os.cpu_count(), os.process_cpu_count())"])
show("processors", ["-X", "cpu_count=default", "-c", "import os; print(os.cpu_count() > 0)"], env={"PYTHON_CPU_COUNT": "7"})
show("seed", ["-c", "import sys; print(sys.flags.hash_randomization)"], env={"PYTHONHASHSEED": "0"})

streams = "import sys; print(*[f'{s.encoding} {s.errors}' for s in (sys.stdin, sys.stdout, sys.stderr)], sep=', ')"
show("streams", ["-c", streams])
show("streams", ["-c", streams], env={"PYTHONIOENCODING": "latin-1"})
show("streams", ["-c", streams], env={"PYTHONIOENCODING": "ascii:replace"})
show("streams", ["-c", streams], env={"PYTHONIOENCODING": ":ignore"})
show("encoded", ["-c", "print('\\xe9\\u20ac')"], env={"PYTHONIOENCODING": "latin-1:backslashreplace"})
show("bytes", ["-c", "import sys; print(ascii(sys.argv[1:]), ascii(sys.stdin.read()))", b"a\xff\xc3\xa9\xf0"], input=b"\xfe!")

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    folder = os.getcwd()

    def write(name, data):
        with open(name, "wb") as f:
            f.write(data)

    write("zero.py", b"x = 1\nprint(1)\0\n")
    os.mkdir("empty")
    print(*[line.replace(folder, "…") for line in subprocess.run([sys.executable, "zero.py"], capture_output=True, text=True).stderr.splitlines()], sep="\n")
    show("zero on stdin", [], input=b"print(1)\0")
    print(subprocess.run([sys.executable, "empty"], capture_output=True, text=True).stderr.strip().rpartition(": ")[2].replace(folder, "…"))
    print(subprocess.run([sys.executable, ""], capture_output=True, text=True).stderr.strip().rpartition(": ")[2].replace(folder, "…"))
    show("exit", ["-c", "import sys; sys.exit(2**70)"] if sys.version_info >= (3, 14) else ["-c", "import os; os._exit(255)"])
    fd = os.open("empty", os.O_RDONLY)
    show("stdin is a folder", ["-c", "1"], stdin=fd)
    os.close(fd)

    os.mkdir("gone")
    os.chdir("gone")
    os.rmdir("../gone")
    show("removed folder", ["-c", "import os; print(1); os.getcwd()"])
    show("removed folder", ["-c", "import sys, threading; t = threading.Thread(target=print, args=[2]); t.start(); t.join(); print(sys.path[0] == '')"])
    show("removed folder", ["-m", "base64", "-e", "nosuch"])
    show("removed folder", ["nosuch.py"])
    os.chdir("/")
