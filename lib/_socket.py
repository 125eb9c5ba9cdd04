"""_socket: the class under `socket.socket`, and the functions beside it, over system calls (`_system`).

A socket with a time limit has a non-blocking descriptor; each call waits for readiness first, for what is left of the limit. Receiving and
sending do so natively (core/modules/_system.ts). `_limit` is the limit in seconds: -1.0 waits for ever, 0.0 never.
"""
import operator
import struct
import sys

from _netaddress import aton4, ntop4, ntop6, pton4, pton6
from _resolver import (
    address_of, gaierror, getaddrinfo, gethostbyaddr, gethostbyname, gethostbyname_ex, getnameinfo, getprotobyname, getservbyname, getservbyport,
    herror, if_indextoname, if_nameindex, if_nametoindex, sockaddr as _internet_address,
)
from _socketconstants import *
from _system import (
    accept_from as _accept, attempt as _attempt, bind as _BIND, call as _call, connect as _CONNECT, getpeername as _GETPEERNAME,
    getsockname as _GETSOCKNAME, getsockopt as _GETSOCKOPT, listen as _LISTEN, receive as _receive, receive_from as _receive_from,
    receive_from_into as _receive_from_into, receive_into as _receive_into, recvmsg as _RECVMSG, sendmsg as _SENDMSG, setsockopt as _SETSOCKOPT,
    shutdown as _SHUTDOWN, socket as _SOCKET, socketpair as _SOCKETPAIR, transmit as _transmit, transmit_all as _transmit_all, wait as _wait,
)
from posix import close as _close, dup as _dup, set_blocking, strerror as _strerror, uname as _uname

error = OSError
timeout = TimeoutError
has_ipv6 = True
CAPI = None

_EAGAIN, _EINTR, _ECONNRESET, _EINPROGRESS, _EISCONN, _EAFNOSUPPORT = 11, 4, 104, 115, 106, 97
_POLLIN, _POLLOUT, _POLLERR = 1, 4, 8
_SOCK_CLOEXEC = 0o2000000
_ADDRESS_SIZE = 128
_UNIX_PATH_SIZE = 108
#: What a control message has before its data: length (8 bytes), level, type.
_CONTROL_HEADER = struct.Struct("<qii")
_I32 = struct.Struct("<i")

_default_limit = -1.0


def _as_limit(value):
    """A time limit in seconds of an argument: None is -1.0."""
    if value is None:
        return -1.0
    if isinstance(value, float):
        limit = value
        if limit != limit:
            raise ValueError("Invalid value NaN (not a number)")
    else:
        limit = float(operator.index(value))
    if limit > 9223372036.0 or limit < -9223372036.0:
        raise OverflowError("timestamp out of range for platform time_t" if abs(limit) > 9.3e18 else "timeout doesn't fit into C timeval")
    if limit < 0:
        raise ValueError("Timeout value out of range")
    return limit


def _c_int(value):
    value = operator.index(value)
    if not -0x80000000 <= value <= 0x7FFFFFFF:
        raise OverflowError("Python int too large to convert to C int")
    return value


def _as_address(packed):
    """The Python form of a sockaddr; None for an empty one."""
    if not packed:
        return None
    if packed[0] == AF_UNIX and packed[1] == 0:
        path = packed[2:]
        if path[:1] == b"\0":
            return path
        return path.partition(b"\0")[0].decode("utf-8", "surrogateescape")
    return _internet_address(packed)


class socket:
    """socket(family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None): a socket, the class under socket.socket."""

    __slots__ = ("_fd", "_family", "_type", "_proto", "_limit")

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._fd = -1
        self._limit = -1.0
        self._family = self._type = self._proto = 0
        return self

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        sys.audit("socket.__new__", self, family, type, proto)
        family, type, proto = _c_int(family), _c_int(type), _c_int(proto)
        if fileno is not None:
            fd = operator.index(fileno)
            if fd < 0:
                raise ValueError("negative file descriptor")
            # Only what the caller does not say is asked of the system; but whether it is a socket is asked always.
            address, length = bytearray(_ADDRESS_SIZE), bytearray(_I32.pack(_ADDRESS_SIZE))
            _call(_GETSOCKNAME, fd, address, length)
            if family == -1:
                family = address[0] | address[1] << 8
            if type == -1:
                type = _int_option(fd, SOL_SOCKET, SO_TYPE)
            if proto == -1:
                proto = _int_option(fd, SOL_SOCKET, SO_PROTOCOL)
        else:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
            fd = _call(_SOCKET, family, type | _SOCK_CLOEXEC, proto)
        self._start(fd, family, type, proto)

    def _start(self, fd, family, type, proto):
        self._fd, self._family, self._proto = fd, family, proto
        self._type = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        if type & SOCK_NONBLOCK:
            self._limit = 0.0
        else:
            self._limit = _default_limit
            if _default_limit >= 0:
                set_blocking(fd, False)

    def __repr__(self):
        return f"<socket object, fd={self._fd}, family={self._family}, type={self._type}, proto={self._proto}>"

    def __del__(self):
        fd = self._fd
        if fd != -1:
            import warnings

            warnings.warn(f"unclosed {self!r}", ResourceWarning, 2, self)
            self._fd = -1
            try:
                _close(fd)
            except OSError:
                pass  # nobody is there to be told

    family = property(lambda self: self._family, doc="The address family.")
    type = property(lambda self: self._type, doc="The type of the socket.")
    proto = property(lambda self: self._proto, doc="The protocol.")
    timeout = property(lambda self: None if self._limit < 0 else self._limit, doc="The time limit in seconds, or None.")

    # ---- addresses

    def _packed(self, address, caller):
        """The sockaddr of an address in Python's form."""
        family = self._family
        if family == AF_UNIX:
            if isinstance(address, str):
                path = address.encode("utf-8", "surrogateescape")
            else:
                path = _bytes_of(address)
            if len(path) > (_UNIX_PATH_SIZE if path[:1] == b"\0" else _UNIX_PATH_SIZE - 1):
                raise OSError("AF_UNIX path too long")
            return b"\1\0" + path
        if family == AF_INET:
            if not isinstance(address, tuple):
                raise TypeError(f"{caller}(): AF_INET address must be tuple, not {_type_name(address)}")
            if len(address) != 2:
                raise TypeError("AF_INET address must be a pair (host, port)")
            host, port = address
            port = operator.index(port)
            host = address_of(host, AF_INET)[1]
            if not 0 <= port <= 0xFFFF:
                raise OverflowError(f"{caller}(): port must be 0-65535.")
            return struct.pack("<H", AF_INET) + port.to_bytes(2, "big") + host + bytes(8)
        if family == AF_INET6:
            if not isinstance(address, tuple):
                raise TypeError(f"{caller}(): AF_INET6 address must be tuple, not {_type_name(address)}")
            if not 2 <= len(address) <= 4:
                raise TypeError("AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])")
            host, port, flow, scope = (*address, 0, 0)[:4]
            port, flow, scope = operator.index(port), operator.index(flow), operator.index(scope)
            _, host, its_scope = address_of(host, AF_INET6)
            if not 0 <= port <= 0xFFFF:
                raise OverflowError(f"{caller}(): port must be 0-65535.")
            if not 0 <= flow <= 0xFFFFF:
                raise OverflowError(f"{caller}(): flowinfo must be 0-1048575.")
            return struct.pack("<H", AF_INET6) + port.to_bytes(2, "big") + flow.to_bytes(4, "big") + host + (scope or its_scope).to_bytes(4, "little")
        raise OSError(f"{caller}(): bad family")

    def _ask(self, which):
        address, length = bytearray(_ADDRESS_SIZE), bytearray(_I32.pack(_ADDRESS_SIZE))
        _call(which, self._fd, address, length)
        return _as_address(bytes(address[: _I32.unpack(length)[0]]))

    def getsockname(self):
        """The socket's own address."""
        return self._ask(_GETSOCKNAME)

    def getpeername(self):
        """The address of the other end."""
        return self._ask(_GETPEERNAME)

    def bind(self, address, /):
        """Binds the socket to an address."""
        packed = self._packed(address, "bind")
        sys.audit("socket.bind", self, address)
        _call(_BIND, self._fd, packed, len(packed))

    def listen(self, backlog=128, /):
        """Has the socket accept connections."""
        backlog = operator.index(backlog)
        if backlog > 0x7FFFFFFF:
            raise OverflowError("signed integer is greater than maximum")
        _call(_LISTEN, self._fd, max(backlog, 0))

    def _accept(self):
        """(descriptor, address) of a connection that has come in."""
        fd, packed = _accept(self._fd, self._limit)
        return fd, _as_address(packed)

    # ---- connecting

    def _connected(self, packed):
        """Connects; 0 or an errno. Raises TimeoutError."""
        result = -_attempt(_CONNECT, self._fd, packed, len(packed))
        if result <= 0:
            return 0
        # An interrupted connect goes on in the background, as one that has begun on a non-blocking socket.
        if not (result == _EINTR and self._limit != 0 or result == _EINPROGRESS and self._limit > 0):
            return result
        if not _wait(self._fd, _POLLOUT | _POLLERR, self._limit):
            raise TimeoutError("timed out")
        result = _int_option(self._fd, SOL_SOCKET, SO_ERROR)
        return 0 if result == _EISCONN else result

    def connect(self, address, /):
        """Connects the socket to an address."""
        packed = self._packed(address, "connect")
        sys.audit("socket.connect", self, address)
        result = self._connected(packed)
        if result:
            raise OSError(result, _strerror(result))

    def connect_ex(self, address, /):
        """connect(), but the error number is returned."""
        packed = self._packed(address, "connect_ex")
        sys.audit("socket.connect", self, address)
        try:
            return self._connected(packed)
        except TimeoutError:
            return _EAGAIN

    # ---- receiving

    def recv(self, bufsize, flags=0, /):
        """Receives at most bufsize bytes."""
        return _receive(self._fd, bufsize, flags, self._limit)

    def recv_into(self, buffer, nbytes=0, flags=0):
        """Receives into a buffer; how many bytes came."""
        try:
            return _receive_into(self._fd, buffer, nbytes, flags, self._limit)
        except BufferError:
            pass  # raised in other words below, without a context
        raise TypeError(f"recv_into() argument 1 must be read-write bytes-like object, not {_type_name(buffer)}")

    def recvfrom(self, bufsize, flags=0, /):
        """(bytes, address) of what came."""
        data, packed = _receive_from(self._fd, bufsize, flags, self._limit)
        return data, _as_address(packed)

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        """Receives into a buffer; (how many bytes came, address)."""
        count, packed = _receive_from_into(self._fd, buffer, nbytes, flags, self._limit)
        return count, _as_address(packed)

    def recvmsg(self, bufsize, ancbufsize=0, flags=0, /):
        """(data, control messages, flags, address) of what came."""
        bufsize = operator.index(bufsize)
        if bufsize < 0:
            raise ValueError("negative buffer size in recvmsg()")
        buffer = bytearray(bufsize)
        count, *rest = self._message([buffer], ancbufsize, flags)
        return bytes(memoryview(buffer)[:count]), *rest

    def recvmsg_into(self, buffers, ancbufsize=0, flags=0, /):
        """Receives into buffers; (how many bytes came, control messages, flags, address)."""
        try:
            buffers = list(buffers)
        except TypeError:
            raise TypeError("recvmsg_into() argument 1 must be an iterable") from None
        if len(buffers) > 1024:
            raise OSError("recvmsg_into() argument 1 is too long")
        try:
            return self._message(buffers, ancbufsize, flags)
        except BufferError:
            pass  # as above
        raise TypeError("recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers")

    def _message(self, buffers, control_size, flags):
        control_size = operator.index(control_size)
        if not 0 <= control_size <= 0x7FFFFFFF:
            raise ValueError("invalid ancillary data buffer length")
        address, control = bytearray(_ADDRESS_SIZE), bytearray(control_size)
        lengths = bytearray(12)

        def receive():
            struct.pack_into("<3i", lengths, 0, _ADDRESS_SIZE, control_size, 0)
            return _attempt(_RECVMSG, self._fd, buffers, len(buffers), address, control, lengths, flags)

        count = self._try(receive, _POLLIN)
        address_len, control_len, flags = struct.unpack("<3i", lengths)
        return count, _control_messages(bytes(control[:control_len])), flags, _as_address(bytes(address[:address_len]))

    def _try(self, call, events):
        """Makes a call within the time limit; its result, or OSError."""
        from time import monotonic

        deadline = monotonic() + self._limit if self._limit > 0 else None
        while True:
            if deadline is not None and not _wait(self._fd, events, max(deadline - monotonic(), 0.0)):
                raise TimeoutError("timed out")
            result = call()
            if result >= 0:
                return result
            if result == -_EINTR or (result == -_EAGAIN and deadline is not None):
                continue
            raise OSError(-result, _strerror(-result))

    # ---- sending

    def send(self, data, flags=0, /):
        """Sends; how many bytes went."""
        return _transmit(self._fd, data, flags, None, self._limit)

    def sendall(self, data, flags=0, /):
        """Sends everything."""
        return _transmit_all(self._fd, data, flags, None, self._limit)

    def sendto(self, data, *args):
        """sendto(data[, flags], address): sends to an address; how many bytes went."""
        if not 1 <= len(args) <= 2:
            raise TypeError(f"sendto() takes 2 or 3 arguments ({len(args) + 1} given)")
        flags, address = args if len(args) == 2 else (0, args[0])
        flags = _c_int(flags)
        _need_buffer(data)
        packed = self._packed(address, "sendto")
        sys.audit("socket.sendto", self, address)
        return _transmit(self._fd, data, flags, packed, self._limit)

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        """Sends buffers and control messages; how many bytes of data went."""
        try:
            buffers = list(buffers)
        except TypeError:
            raise TypeError("sendmsg() argument 1 must be an iterable") from None
        for buffer in buffers:
            _need_buffer(buffer)
        control = _packed_control(ancdata) if ancdata else b""
        if address is None:
            packed = b""
        else:
            packed = self._packed(address, "sendmsg")
        sys.audit("socket.sendmsg", self, address)
        if len(buffers) > 1024:
            raise OSError("sendmsg() argument 1 is too long")
        return self._try(
            lambda: _attempt(_SENDMSG, self._fd, buffers, len(buffers), packed if packed else None, len(packed), control, len(control), flags),
            _POLLOUT,
        )

    # ---- options

    def getsockopt(self, level, optname, buflen=0, /):
        """An option's value: an int, or, given its length, bytes."""
        if buflen == 0:
            return _int_option(self._fd, level, optname)
        if not 0 < buflen <= 1024:
            raise OSError("getsockopt buflen out of range")
        value, length = bytearray(buflen), bytearray(_I32.pack(buflen))
        _call(_GETSOCKOPT, self._fd, level, optname, value, length)
        return bytes(value[: _I32.unpack(length)[0]])

    def setsockopt(self, level, optname, value, *optlen):
        """Sets an option to an int or bytes; None and a length pass no value."""
        if optlen:
            if value is not None:
                raise TypeError(f"setsockopt() argument 3 must be None, not {_type_name(value)}")
            _call(_SETSOCKOPT, self._fd, level, optname, None, optlen[0])
            return
        if isinstance(value, int):
            value = _I32.pack(_c_int(value))
        else:
            _need_buffer(value)
        _call(_SETSOCKOPT, self._fd, level, optname, value, memoryview(value).nbytes)

    def setblocking(self, flag, /):
        """True: calls wait for ever; False: they do not wait."""
        self._set_limit(-1.0 if flag else 0.0)

    def getblocking(self):
        """Whether calls wait at all."""
        return self._limit != 0

    def settimeout(self, timeout, /):
        """Sets the time limit of calls in seconds; None waits for ever."""
        self._set_limit(_as_limit(timeout))

    def _set_limit(self, limit):
        set_blocking(self._fd, limit < 0)
        self._limit = limit

    def gettimeout(self):
        """The time limit of calls in seconds, or None."""
        return None if self._limit < 0 else self._limit

    # ---- the end

    def shutdown(self, how, /):
        """Ends receiving (SHUT_RD), sending (SHUT_WR) or both."""
        _call(_SHUTDOWN, self._fd, how)

    def fileno(self):
        """The descriptor, or -1."""
        return self._fd

    def detach(self):
        """Closes the object without the descriptor, which is returned."""
        fd, self._fd = self._fd, -1
        return fd

    def close(self):
        """Closes the socket."""
        fd, self._fd = self._fd, -1
        if fd != -1:
            close(fd)


socket.__module__ = "_socket"
SocketType = socket


def _type_name(value):
    return type(value).__name__


def _need_buffer(value):
    if not hasattr(value, "__buffer__"):
        raise TypeError(f"a bytes-like object is required, not '{_type_name(value)}'")


def _bytes_of(value):
    _need_buffer(value)
    return bytes(memoryview(value))


def _int_option(fd, level, optname):
    value, length = bytearray(4), bytearray(_I32.pack(4))
    _call(_GETSOCKOPT, fd, level, optname, value, length)
    return _I32.unpack(value)[0]


# ---- control messages

def _align(length):
    return length + 7 & ~7


def CMSG_LEN(length, /):
    """The length of a control message with so many bytes of data."""
    if not 0 <= length <= 0x7FFFFFFF - 16:
        raise OverflowError("CMSG_LEN() argument out of range")
    return 16 + length


def CMSG_SPACE(length, /):
    """The room that a control message with so many bytes of data takes."""
    if not 0 <= length <= 0x7FFFFFFF - 24:
        raise OverflowError("CMSG_SPACE() argument out of range")
    return 16 + _align(length)


def _control_messages(raw):
    """[(level, type, data)]"""
    found, at = [], 0
    while at + 16 <= len(raw):
        length, level, kind = _CONTROL_HEADER.unpack_from(raw, at)
        if length < 16:
            break
        found.append((level, kind, raw[at + 16 : at + length]))
        if at + length > len(raw):
            import warnings

            warnings.warn("received malformed or improperly-truncated ancillary data", RuntimeWarning, 2)
        at += _align(length)
    return found


def _packed_control(messages):
    packed = bytearray()
    for message in messages:
        if not hasattr(message, "__getitem__") or not hasattr(message, "__len__"):
            raise TypeError(f"[sendmsg() ancillary data items]() argument must be 3-item sequence, not {_type_name(message)}")
        if len(message) != 3:
            raise TypeError(f"[sendmsg() ancillary data items]() argument must be sequence of length 3, not {len(message)}")
        level, kind, data = message
        data = _bytes_of(data)
        packed += _CONTROL_HEADER.pack(16 + len(data), _c_int(level), _c_int(kind)) + data + bytes(_align(len(data)) - len(data))
    return bytes(packed)


# ---- functions

def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    """Two sockets connected to each other."""
    ends = bytearray(8)
    _call(_SOCKETPAIR, family, type | _SOCK_CLOEXEC, proto, ends)
    pair = socket.__new__(socket), socket.__new__(socket)
    for each, fd in zip(pair, struct.unpack("<2i", ends)):
        each._start(fd, int(family), int(type), proto)
    return pair


def close(fd, /):
    """Closes a socket's descriptor."""
    try:
        _close(fd)
    except ConnectionResetError:
        pass  # it is closed all the same


def dup(fd, /):
    """A second descriptor of the same socket."""
    return _dup(fd)


def getdefaulttimeout():
    """The time limit of new sockets, or None."""
    return None if _default_limit < 0 else _default_limit


def setdefaulttimeout(timeout, /):
    """Sets the time limit of new sockets."""
    global _default_limit
    _default_limit = _as_limit(timeout)


def gethostname():
    """The name of this machine."""
    sys.audit("socket.gethostname")
    return _uname().nodename


def _short(name, x):
    x = operator.index(x)
    if x < 0:
        raise OverflowError(f"{name}: can't convert negative Python int to C 16-bit unsigned integer")
    if x > 0xFFFF:
        raise OverflowError(f"{name}: Python int too large to convert to C 16-bit unsigned integer")
    return (x & 0xFF) << 8 | x >> 8


def _long(x):
    if not isinstance(x, int):
        raise TypeError(f"expected int, {_type_name(x)} found")
    if x < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    if x > 0xFFFFFFFF:
        raise OverflowError("int larger than 32 bits")
    return int.from_bytes(x.to_bytes(4, "little"), "big")


def htons(x, /):
    """A 16-bit number from the order of the machine to that of the network."""
    return _short("htons", x)


def ntohs(x, /):
    """A 16-bit number from the order of the network to that of the machine."""
    return _short("ntohs", x)


def htonl(x, /):
    """A 32-bit number from the order of the machine to that of the network."""
    return _long(x)


def ntohl(x, /):
    """A 32-bit number from the order of the network to that of the machine."""
    return _long(x)


def _text(function, value):
    if not isinstance(value, str):
        raise TypeError(f"{function}() argument must be str, not {_type_name(value)}")
    return value


def inet_aton(ip_addr, /):
    """The four bytes of an IPv4 address."""
    packed = aton4(_text("inet_aton", ip_addr))
    if packed is None:
        raise OSError("illegal IP address string passed to inet_aton")
    return packed


def inet_ntoa(packed_ip, /):
    """The text of the four bytes of an IPv4 address."""
    packed = bytes(memoryview(packed_ip))
    if len(packed) != 4:
        raise OSError("packed IP wrong length for inet_ntoa")
    return ntop4(packed)


def inet_pton(address_family, ip_string, /):
    """The bytes of an IPv4 or IPv6 address."""
    if address_family not in (AF_INET, AF_INET6):
        raise OSError(_EAFNOSUPPORT, _strerror(_EAFNOSUPPORT))
    packed = (pton4 if address_family == AF_INET else pton6)(_text("inet_pton", ip_string))
    if packed is None:
        raise OSError("illegal IP address string passed to inet_pton")
    return packed


def inet_ntop(address_family, packed_ip, /):
    """The text of the bytes of an IPv4 or IPv6 address."""
    packed = bytes(memoryview(packed_ip))
    if address_family not in (AF_INET, AF_INET6):
        raise ValueError(f"unknown address family {address_family}")
    if len(packed) != (4 if address_family == AF_INET else 16):
        raise ValueError("invalid length of packed IP address string")
    return ntop4(packed) if address_family == AF_INET else ntop6(packed)
