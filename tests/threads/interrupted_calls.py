# A signal's handler runs while the main thread waits in a call. One that raises ends the call; after one that does not, the call goes on (PEP 475).
import os
import select
import signal
import socket
import threading
import time

r, w = os.pipe()
a, b = socket.socketpair()
server = socket.create_server(("127.0.0.1", 0))


class Interrupted(Exception):
    pass


def poll():
    p = select.poll()
    p.register(r, select.POLLIN)
    p.poll()


def epoll():
    with select.epoll() as e:
        e.register(r, select.EPOLLIN)
        e.poll()


def limited():
    a.settimeout(60)
    try:
        a.recv(1)
    finally:
        a.settimeout(None)


CALLS = {
    "read": lambda: os.read(r, 1),
    "select": lambda: select.select([r], [], []),
    "select with a limit": lambda: select.select([r], [], [], 60),
    "poll": poll,
    "epoll": epoll,
    "recv": lambda: a.recv(1),
    "recv with a limit": limited,
    "accept": server.accept,
    "sendall": lambda: a.sendall(bytes(1 << 24)),
}


def raising(number, frame):
    raise Interrupted


go = threading.Lock()
go.acquire()


# However late the main thread is, the signal finds it where it is prepared for it; on most machines it waits in the call by then.
def send_signal():
    go.acquire()
    time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGUSR1)


signal.signal(signal.SIGUSR1, raising)
for name, call in CALLS.items():
    thread = threading.Thread(target=send_signal)
    thread.start()
    try:
        go.release()
        call()
    except Interrupted:
        print(name, "interrupted")
    thread.join()

seen = []
signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number == signal.SIGUSR1))


def signal_and_write():
    send_signal()
    while not seen:
        time.sleep(0.01)
    os.write(w, b"x")


for call in (lambda: None, lambda: select.select([r], [], []), lambda: select.select([r], [], [], 60)):
    seen.clear()
    thread = threading.Thread(target=signal_and_write)
    thread.start()
    go.release()
    call()
    print(os.read(r, 1), seen)
    thread.join()
os.close(r)
os.close(w)
for each in (a, b, server):
    each.close()
