# Time limits, non-blocking sockets, options.
# needs: loopback
import socket
import threading
import time

a, b = socket.socketpair()
print(a.gettimeout(), a.getblocking(), a.timeout)
a.settimeout(0.05)
print(a.gettimeout(), a.getblocking())
began = time.monotonic()
for call in (lambda: a.recv(1), lambda: a.recv_into(bytearray(1)), lambda: a.recvfrom(1), lambda: a.recvmsg(1), lambda: a.sendall(bytes(1 << 24))):
    try:
        call()
    except TimeoutError as e:
        print(repr(e), e.errno)
print(0.2 < time.monotonic() - began)
a.settimeout(200)
threading.Timer(0.05, b.send, (b"in time",)).start()
print(a.recv(10))
a.setblocking(False)
print(a.gettimeout(), a.getblocking())
try:
    a.recv(1)
except BlockingIOError as e:
    print(e)
a.settimeout(None)
print(a.gettimeout())
a.close()
b.close()

with socket.create_server(("127.0.0.1", 0)) as server:
    server.settimeout(0.02)
    try:
        server.accept()
    except TimeoutError as e:
        print(e)
    with socket.socket() as client:
        client.setblocking(False)
        print(client.connect_ex(server.getsockname()) in (0, 115))
        server.settimeout(200)
        connection, address = server.accept()
        print(connection.gettimeout(), address == client.getsockname())
        connection.close()
    with socket.create_connection(server.getsockname(), timeout=3) as client:
        print(client.gettimeout())

socket.setdefaulttimeout(1.5)
with socket.socket() as s:
    print(socket.getdefaulttimeout(), s.gettimeout())
socket.setdefaulttimeout(None)
with socket.socket() as s:
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    print(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\2\0\0\0")
    print(s.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8))
with socket.socket(type=socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as s:
    print(s.type, s.gettimeout())
