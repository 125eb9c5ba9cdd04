"""Sockets are not supported yet: this module has what socket.py needs to be imported, and fails when a socket is made."""
import errno as _errno

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET = 1, 2, 3, 4, 5
SOCK_CLOEXEC, SOCK_NONBLOCK = 0o2000000, 0o4000
SOL_SOCKET, SOL_IP, SOL_TCP, SOL_UDP = 1, 0, 6, 17
SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_REUSEPORT = 2, 3, 4, 6, 7, 8, 9, 15
SOMAXCONN = 4096
MSG_OOB, MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL = 1, 2, 64, 256, 0x4000
IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 0, 1, 6, 17, 41
IPV6_V6ONLY, TCP_NODELAY = 26, 1
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST = 1, 2, 4
EAI_NONAME, EAI_FAMILY = -2, -6
NI_NUMERICHOST, NI_NUMERICSERV = 1, 2
INADDR_ANY, INADDR_LOOPBACK = 0, 0x7F000001
has_ipv6 = False

error = OSError
timeout = TimeoutError
CAPI = None


class herror(OSError):
    pass


class gaierror(OSError):
    pass


def _unsupported(*args, **kwargs):
    raise OSError(_errno.ENOSYS, "sockets are not supported yet")


class socket:
    """Not supported yet."""

    __slots__ = ()

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        _unsupported()


SocketType = socket
socketpair = getaddrinfo = getnameinfo = gethostbyname = gethostbyname_ex = gethostbyaddr = getservbyname = getservbyport = _unsupported
getprotobyname = if_nameindex = if_nametoindex = if_indextoname = inet_pton = inet_ntop = inet_aton = inet_ntoa = dup = close = _unsupported

_default_timeout = None


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = timeout


def gethostname():
    import os

    return os.uname().nodename


def htons(x):
    return (x & 0xFF) << 8 | x >> 8 & 0xFF


def htonl(x):
    return int.from_bytes((x & 0xFFFFFFFF).to_bytes(4, "little"), "big")


ntohs, ntohl = htons, htonl
