# While one thread is in a call that waits, another goes on computing; and the call ends when it should.
# needs: loopback
import fcntl
import os
import select
import selectors
import socket
import tempfile
import threading
import time

r, w = os.pipe()
a, b = socket.socketpair()
a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 16)
server = socket.create_server(("127.0.0.1", 0))
folder = tempfile.mkdtemp()
fifo = os.path.join(folder, "fifo")
os.mkfifo(fifo)
lock_a, path = tempfile.mkstemp()
lock_b = os.open(path, os.O_RDWR)
fcntl.flock(lock_a, fcntl.LOCK_EX)


def poll():
    p = select.poll()
    p.register(r, select.POLLIN)
    p.poll()
    os.read(r, 1)


def epoll():
    with select.epoll() as e:
        e.register(r, select.EPOLLIN)
        e.poll()
        os.read(r, 1)


def selector():
    with selectors.DefaultSelector() as s:
        s.register(b, selectors.EVENT_READ)
        s.select()
        b.recv(1)


def write_all():
    data = bytes(1 << 20)
    at = 0
    while at < len(data):
        at += os.write(w, data[at:])


def drain(fd, size):
    while size:
        size -= len(os.read(fd, size))


def recv_limited():
    b.settimeout(60)
    b.recv(1)
    b.settimeout(None)


def connect():
    socket.create_connection(server.getsockname()).close()


def accept():
    server.accept()[0].close()


def open_fifo(flags):
    os.close(os.open(fifo, flags))


# name, the call that waits, what ends its wait
CALLS = [
    ("read", lambda: os.read(r, 1), lambda: os.write(w, b"x")),
    ("readv", lambda: os.readv(r, [bytearray(1)]), lambda: os.write(w, b"x")),
    ("write", write_all, lambda: drain(r, 1 << 20)),
    ("select", lambda: select.select([r], [], []) and os.read(r, 1), lambda: os.write(w, b"x")),
    ("poll", poll, lambda: os.write(w, b"x")),
    ("epoll", epoll, lambda: os.write(w, b"x")),
    ("selector", selector, lambda: a.send(b"x")),
    ("recv", lambda: b.recv(1), lambda: a.send(b"x")),
    ("recv_into", lambda: b.recv_into(bytearray(1)), lambda: a.send(b"x")),
    ("recvmsg", lambda: b.recvmsg(1), lambda: a.send(b"x")),
    ("recv with a limit", recv_limited, lambda: a.send(b"x")),
    ("sendall", lambda: a.sendall(bytes(1 << 20)), lambda: drain(b.fileno(), 1 << 20)),
    ("accept", accept, connect),
    ("open of a named pipe", lambda: open_fifo(os.O_RDONLY), lambda: open_fifo(os.O_WRONLY)),
    ("flock", lambda: fcntl.flock(lock_b, fcntl.LOCK_EX), lambda: fcntl.flock(lock_a, fcntl.LOCK_UN)),
]


def compute():
    total = 0
    for i in range(20000):
        total += i
    return total


for name, call, release in CALLS:
    began, ended = threading.Event(), threading.Event()

    def run():
        began.set()
        call()
        ended.set()

    thread = threading.Thread(target=run)
    thread.start()
    began.wait()
    time.sleep(0.02)
    total = compute()
    waits = not ended.is_set()
    release()
    thread.join()
    print(name, waits, total, ended.is_set())

for fd in (r, w, lock_a, lock_b):
    os.close(fd)
a.close()
b.close()
server.close()
os.remove(path)
os.remove(fifo)
os.rmdir(folder)
