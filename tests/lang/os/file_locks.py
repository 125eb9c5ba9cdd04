# fcntl: flags of descriptors, locks, ioctl.
import fcntl
import os
import struct
import tempfile
import threading
import time

r, w = os.pipe()
print(fcntl.fcntl(r, fcntl.F_GETFD) == fcntl.FD_CLOEXEC)
flags = fcntl.fcntl(r, fcntl.F_GETFL)
fcntl.fcntl(r, fcntl.F_SETFL, flags | os.O_NONBLOCK)
print(fcntl.fcntl(r, fcntl.F_GETFL) & os.O_NONBLOCK, os.get_blocking(r))
os.write(w, b"12345")
FIONREAD = 0x541B
buffer = bytearray(4)
print(fcntl.ioctl(r, FIONREAD, buffer), buffer, fcntl.ioctl(r, FIONREAD, b"\0\0\0\0"))
new = fcntl.fcntl(r, fcntl.F_DUPFD, 100)
print(new >= 100)
os.close(new)
print(fcntl.fcntl(w, fcntl.F_GETPIPE_SZ) >= 4096)

with tempfile.TemporaryFile() as f:
    f.write(b"x" * 100)
    f.flush()
    print(fcntl.lockf(f, fcntl.LOCK_EX), fcntl.lockf(f, fcntl.LOCK_UN), fcntl.lockf(f, fcntl.LOCK_SH | fcntl.LOCK_NB, 10, 5))
    lock = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
    print(len(fcntl.fcntl(f, fcntl.F_SETLK, lock)))
    print(os.lockf(f.fileno(), os.F_LOCK, 4), os.lockf(f.fileno(), os.F_TEST, 4))

# flock() of two open files of the same name: the second waits for the first, and only its own thread.
handle, path = tempfile.mkstemp()
other = os.open(path, os.O_RDWR)
fcntl.flock(handle, fcntl.LOCK_EX)
try:
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError as e:
    print(e)
order = []


def second():
    fcntl.flock(other, fcntl.LOCK_EX)
    order.append("second has it")


t = threading.Thread(target=second)
t.start()
time.sleep(0.05)
order.append("first lets go")
fcntl.flock(handle, fcntl.LOCK_UN)
t.join()
print(order)
os.close(handle)
os.close(other)
os.remove(path)
for bad in (lambda: fcntl.fcntl("x", 1), lambda: fcntl.fcntl(-1, 1), lambda: fcntl.lockf(r, 0), lambda: fcntl.fcntl(1 << 20, 1), lambda: fcntl.ioctl(r, 0x5401, bytearray(100))):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
os.close(r)
os.close(w)
