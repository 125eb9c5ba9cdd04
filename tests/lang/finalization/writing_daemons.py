# Daemon threads that are writing to a standard stream when the process ends keep nobody from ending it. (CPython aborts.)
# expect: stdout True True
# expect: stderr True True
# expect: b'.'
# expect: True
import subprocess
import sys

WRITER = """
import sys, threading, time
stream = getattr(sys, sys.argv[1])
going = threading.Barrier(3)
def write():
    going.wait()
    while True:
        stream.write(".")
        stream.flush()
for _ in range(2):
    threading.Thread(target=write, daemon=True).start()
going.wait()
time.sleep(0.1)
stream.write("!")
"""

for name in ("stdout", "stderr"):
    done = subprocess.run([sys.executable, "-c", WRITER, name], capture_output=True)
    # 120 is for a machine so late that the lock of the stream could not be had.
    print(name, done.returncode in (0, 120), b"!" in getattr(done, name) or done.returncode)

# The pipe is full, so that the thread that writes to it holds the stream's lock for ever.
STUCK = """
import sys, threading
def write():
    while True:
        sys.stdout.buffer.write(b"." * 1000)
        sys.stdout.buffer.flush()
threading.Thread(target=write, daemon=True).start()
sys.stdin.read(1)
"""
child = subprocess.Popen([sys.executable, "-c", STUCK], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(child.stdout.read(1))
child.stdin.write(b"x")
child.stdin.close()
print(child.wait() in (0, 120))
child.stdout.close()
