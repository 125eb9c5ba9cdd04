# Addresses and names.
import socket

for text in ("127.0.0.1", "0.0.0.0", "255.255.255.255"):
    print(socket.inet_aton(text), socket.inet_pton(socket.AF_INET, text), socket.inet_ntoa(socket.inet_aton(text)))
print(socket.inet_aton("127.1"), socket.inet_aton("0x7f000001"), socket.inet_aton("1.2.3"), socket.inet_aton("010.1.1.1"))
for text in ("::", "::1", "1::", "fe80::1:2", "2001:db8:0:0:1:0:0:1", "::ffff:1.2.3.4", "::1.2.3.4", "1:2:3:4:5:6:7:8", "1:0:0:2:0:0:0:3", "ABCD:EF::", "0:1::", "1:2:3:4:5:6:7::"):
    packed = socket.inet_pton(socket.AF_INET6, text)
    print(text, packed.hex(), socket.inet_ntop(socket.AF_INET6, packed))
for text in ("", ":", "1", ":::", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "1:2:3:4:5:6:7", "::1.2.3", "1.2.3.4::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:"):
    try:
        print(text, socket.inet_pton(socket.AF_INET6, text))
    except OSError as e:
        print(text, e)
for text in ("1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.04", "a.b.c.d", " 1.2.3.4", "1.2.3.4 "):
    try:
        print(repr(text), socket.inet_pton(socket.AF_INET, text))
    except OSError as e:
        print(repr(text), e)
print(socket.htons(0x1234) == 0x3412, socket.ntohs(0x3412) == 0x1234, socket.htonl(0x12345678) == 0x78563412, socket.ntohl(1) == 1 << 24)

print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
print(socket.getaddrinfo("::1", 80, socket.AF_INET6, socket.SOCK_DGRAM))
print(socket.getaddrinfo("127.0.0.1", "81", proto=socket.IPPROTO_UDP))
print(socket.getaddrinfo(None, 0, socket.AF_INET, socket.SOCK_STREAM, 0, socket.AI_PASSIVE))
print(socket.getaddrinfo(b"127.0.0.1", None, socket.AF_INET, socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST))
try:
    socket.getaddrinfo("not numeric", 1, flags=socket.AI_NUMERICHOST)
except socket.gaierror as e:
    print(e, e.errno == socket.EAI_NONAME)
print(socket.getnameinfo(("127.0.0.1", 8080), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
print(socket.getnameinfo(("::1", 8080, 0, 0), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
print(socket.gethostbyname("127.0.0.1"), socket.gethostbyname("localhost"), socket.gethostbyname_ex("127.0.0.1"))
print(socket.getprotobyname("tcp"), socket.gethostname() != "", (1, "lo") in socket.if_nameindex(), socket.if_nametoindex("lo"), socket.if_indextoname(1))
