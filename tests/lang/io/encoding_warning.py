# With -X warn_default_encoding, whoever opens text and names no encoding is told so.
import subprocess
import sys

code = """
import io
import os
import subprocess
import sys
import tempfile

print(sys.flags.warn_default_encoding)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "text")
    open(path, "w").close()
    open(path, encoding="utf-8").close()
    open(path, encoding="locale").close()
    open(path, "rb").close()
    io.TextIOWrapper(io.BytesIO())
    subprocess.run("echo hello", shell=True, text=True)
    io.text_encoding(None, 1)
"""


def run(*options, **env):
    done = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, encoding="utf-8", env=env)
    print(done.stdout.strip())
    for line in done.stderr.splitlines():
        if "Warning" in line:
            print(line.rstrip("."))


run()
run("-X", "warn_default_encoding")
run(PYTHONWARNDEFAULTENCODING="1")
run("-E", PYTHONWARNDEFAULTENCODING="1")
