# Daemon threads that are writing to a standard stream when the process ends keep nobody from ending it. (CPython aborts; of one that never stops buffer_lock.py tells.)
# expect: stdout True True
# expect: stderr True True
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
    # The abort is for a machine so late that the lock of the stream could not be had.
    print(name, done.returncode in (0, -6), b"!" in getattr(done, name) or done.returncode == -6)
