# Datagrams, control messages, descriptors that travel.
# needs: loopback
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as a, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as b:
    a.bind(("127.0.0.1", 0))
    b.bind(("localhost", 0))
    print(a.sendto(b"one", b.getsockname()), a.sendto(b"two", 0, b.getsockname()))
    data, address = b.recvfrom(10)
    print(data, address == a.getsockname())
    buffer = bytearray(2)
    print(b.recvfrom_into(buffer)[0], buffer)
    print(a.sendmsg([b"th", b"ree"], [], 0, b.getsockname()))
    data, control, flags, address = b.recvmsg(3)
    print(data, control, flags == socket.MSG_TRUNC, address == a.getsockname())
    a.connect(b.getsockname())
    print(a.getpeername() == b.getsockname(), a.send(b"connected"), b.recv(100))

a, b = socket.socketpair()
with a, b:
    r, w = os.pipe()
    socket.send_fds(a, [b"two descriptors"], [r, w])
    data, fds, flags, address = socket.recv_fds(b, 100, 5)
    print(data, len(fds), flags & socket.MSG_CTRUNC, address, set(fds) & {r, w})
    os.write(fds[1], b"through the copy")
    print(os.read(r, 100))
    for fd in (r, w, *fds):
        os.close(fd)
    parts = [bytearray(2), bytearray(5)]
    print(a.sendmsg([b"12", b"345"]), b.recvmsg_into(parts), parts)
    print(socket.CMSG_LEN(0), socket.CMSG_LEN(4), socket.CMSG_SPACE(4), socket.CMSG_SPACE(0))

with socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0] as a:
    print(a.type)
    try:
        a.send(b"x")
    except OSError as e:
        print(e)
