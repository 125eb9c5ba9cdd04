# What goes wrong, in CPython's words.
# needs: loopback
import socket
import warnings

s = socket.socket()
u = socket.socket(socket.AF_UNIX)
six = socket.socket(socket.AF_INET6, fileno=socket.socket().detach())  # a system may lack the family
for bad in (
    lambda: s.connect(("127.0.0.1", 1)), lambda: s.connect_ex(("127.0.0.1", 1)), lambda: socket.create_connection(("127.0.0.1", 1)),
    lambda: s.recv(1), lambda: s.getpeername(), lambda: s.shutdown(0), lambda: s.accept(), lambda: socket.socket(999), lambda: socket.close(-1),
    lambda: s.connect("x"), lambda: s.connect(("a",)), lambda: s.connect((1, 2)), lambda: s.connect(("127.0.0.1", 70000)),
    lambda: s.connect(("127.0.0.1", "x")), lambda: s.bind(("a\0b", 1)), lambda: s.bind(None), lambda: six.connect("x"), lambda: six.connect(("::1",)),
    lambda: six.connect(("::1", 1, 1 << 30)), lambda: u.bind("x" * 200), lambda: u.bind(1), lambda: u.connect("/does/not/exist"),
    lambda: socket.socket(fileno=-1), lambda: socket.socket(fileno=1.5), lambda: socket.socket(fileno=1 << 20),
    lambda: s.settimeout(-1), lambda: s.settimeout("a"), lambda: s.settimeout(float("nan")), lambda: socket.setdefaulttimeout(-1),
    lambda: s.setsockopt(1, 2, "a"), lambda: s.setsockopt(1, 2, None), lambda: s.getsockopt(1, 2, 2000), lambda: s.getsockopt(1, 9999),
    lambda: s.recv(-1), lambda: s.recv_into(b"x"), lambda: s.recv_into(bytearray(2), 3), lambda: s.recvfrom_into(bytearray(2), 3),
    lambda: s.send("x"), lambda: s.sendto(b"x"), lambda: s.sendto(b"x", 1, 2, 3), lambda: s.sendto(b"x", 1), lambda: s.sendmsg(b"x"),
    lambda: s.sendmsg([b"x"], [1]), lambda: s.sendmsg([b"x"], [(1, 2)]), lambda: s.recvmsg(-1), lambda: s.recvmsg(1, -1), lambda: s.recvmsg_into(1),
    lambda: socket.CMSG_LEN(-1), lambda: socket.htons(-1), lambda: socket.htons(70000), lambda: socket.htonl(-1), lambda: socket.htonl("a"),
    lambda: socket.inet_aton("x"), lambda: socket.inet_pton(2, "x"), lambda: socket.inet_pton(9, "x"), lambda: socket.inet_ntop(2, b"x"),
    lambda: socket.inet_ntoa(b"x"), lambda: socket.getservbyport(-1), lambda: socket.getaddrinfo(1, 2), lambda: socket.getaddrinfo("localhost", 1.5),
    lambda: socket.getaddrinfo("127.0.0.1", 80, type=99), lambda: socket.getaddrinfo("1.2.3.4", 1, socket.AF_INET6), lambda: socket.getnameinfo(1, 2),
    lambda: socket.getnameinfo(("x.invalid", 1), 0), lambda: socket.if_nametoindex("no such"), lambda: socket.getprotobyname("no such"),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "errno", None))
for each in (s, u, six):
    each.close()
try:
    s.recv(1)
except OSError as e:
    print(e)
print(issubclass(socket.gaierror, OSError), socket.gaierror.__module__, socket.timeout is TimeoutError, socket.error is OSError)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    socket.socket(socket.AF_UNIX)
    import gc

    gc.collect()
print([(w.category.__name__, str(w.message).split(" fd=")[0], str(w.message).split("family=")[1]) for w in caught])
