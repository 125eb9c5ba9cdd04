"""A daemon thread that writes where nobody reads keeps the lock of sys.stdout's buffer for ever: the end of the interpreter waits a moment, and gives up."""
# leaks: what it leaves goes when the process ends

import re
import subprocess
import sys

SOURCE = """
import select, sys, threading

def fill():
    sys.stdout.buffer.write(b"x" * (1 << 22))

threading.Thread(target=fill, daemon=True).start()
# The pipe is full when the thread is in the middle of its one write.
poll = select.poll()
poll.register(1, select.POLLOUT)
while poll.poll(0):
    pass
print("the main thread ends", file=sys.stderr)
"""
child = subprocess.Popen([sys.executable, "-I", "-c", SOURCE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
print(child.wait())
child.stdout.close()
print(re.sub("0x[0-9a-f]+", "0x...", child.stderr.read()))
child.stderr.close()
