"""Names of hosts, services, protocols and network interfaces, for `_socket`: over the C library's resolver and the system's files."""
import struct
import sys

from _netaddress import ntop4, ntop6, pton4, pton6
from _socketconstants import (
    AF_INET, AF_INET6, AF_UNSPEC, AI_CANONNAME, AI_NUMERICHOST, AI_PASSIVE, IPPROTO_TCP, IPPROTO_UDP, NI_NAMEREQD, SOCK_DGRAM, SOCK_STREAM,
)
from _system import getaddrinfo as _GETADDRINFO, getnameinfo as _GETNAMEINFO, staged


class herror(OSError):
    pass


class gaierror(OSError):
    pass


herror.__module__ = gaierror.__module__ = "socket"

_MESSAGES = {
    -1: "Bad value for ai_flags",
    -2: "Name or service not known",
    -3: "Temporary failure in name resolution",
    -4: "Non-recoverable failure in name resolution",
    -5: "No address associated with hostname",
    -6: "ai_family not supported",
    -7: "ai_socktype not supported",
    -8: "Servname not supported for ai_socktype",
    -9: "Address family for hostname not supported",
    -10: "Memory allocation failure",
    -12: "Argument buffer overflow",
}


def _resolve(*call):
    try:
        return staged(*call)
    except OSError as error:
        # EAI errors come as numbers from 1000 on (contract/hostcalls.ts).
        if error.errno is None or error.errno < 1000:
            raise
        number = 1000 - error.errno
    raise gaierror(number, _MESSAGES.get(number, "Unknown error"))


def host_bytes(host):
    """The bytes of a host name: ASCII as it is, other characters by IDNA."""
    if isinstance(host, str):
        host = host.encode("ascii") if host.isascii() else host.encode("idna")
    elif isinstance(host, (bytes, bytearray)):
        host = bytes(host)
    else:
        raise TypeError(f"str, bytes or bytearray expected, not {type(host).__name__}")
    if 0 in host:
        raise TypeError("host name must not contain null character")
    return host


def _lookup(host, service, family, type, proto, flags):
    """[(family, type, proto, canonical name, sockaddr bytes)]"""
    raw = _resolve(
        _GETADDRINFO,
        None if host is None else host + b"\0",
        None if service is None else service + b"\0",
        family, type, proto, flags,
    )
    found, at = [], 0
    while at < len(raw):
        each_family, each_type, each_proto, address_len, name_len = struct.unpack_from("<5i", raw, at)
        at += 20
        address = raw[at : at + address_len]
        at += address_len
        found.append((each_family, each_type, each_proto, raw[at : at + name_len].decode(), address))
        at += name_len
    return found


def sockaddr(packed):
    """The Python form of an Internet sockaddr."""
    family = packed[0] | packed[1] << 8
    if family == AF_INET:
        return ntop4(packed[4:8]), packed[2] << 8 | packed[3]
    if family == AF_INET6:
        return ntop6(packed[8:24]), packed[2] << 8 | packed[3], int.from_bytes(packed[4:8], "big"), int.from_bytes(packed[24:28], "little")
    return family, packed[2:]


def address_of(host, family):
    """The packed address of a host: (family, bytes, scope). "" is any address, "<broadcast>" all of the network."""
    name = host_bytes(host)
    if not name:
        found = _lookup(None, b"0", family, SOCK_DGRAM, 0, AI_PASSIVE)
        if len(found) > 1:
            raise OSError("wildcard resolved to multiple address")
    elif name in (b"<broadcast>", b"255.255.255.255"):
        if family not in (AF_INET, AF_UNSPEC):
            raise OSError("address family mismatched")
        return AF_INET, b"\xff\xff\xff\xff", 0
    else:
        text = name.decode("latin-1")
        if family in (AF_INET, AF_UNSPEC):
            packed = pton4(text)
            if packed is not None:
                return AF_INET, packed, 0
        if family in (AF_INET6, AF_UNSPEC):
            packed = pton6(text)
            if packed is not None:
                return AF_INET6, packed, 0
        found = _lookup(name, None, family, 0, 0, 0)
    packed = found[0][4]
    if found[0][0] == AF_INET6:
        return AF_INET6, packed[8:24], int.from_bytes(packed[24:28], "little")
    return AF_INET, packed[4:8], 0


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """[(family, type, proto, canonical name, address)] of a host and a service."""
    name = None if host is None else host_bytes(host) if isinstance(host, str) else _bytes_or(host, "getaddrinfo() argument 1 must be string or None")
    if port is None:
        service = None
    elif isinstance(port, int):
        service = b"%d" % port
    elif isinstance(port, str):
        service = port.encode()
    elif isinstance(port, bytes):
        service = port
    else:
        raise OSError("Int or String expected")
    sys.audit("socket.getaddrinfo", host, port, family, type, proto, flags)
    return [(*entry[:4], sockaddr(entry[4])) for entry in _lookup(name, service, int(family), int(type), proto, int(flags))]


def _bytes_or(value, message):
    if isinstance(value, bytes):
        return value
    raise TypeError(message)


def getnameinfo(sockaddr, flags, /):
    """(host, port) as names, or as numbers where the flags say so."""
    if not isinstance(sockaddr, tuple):
        raise TypeError("getnameinfo() argument 1 must be a tuple")
    if not 2 <= len(sockaddr) <= 4:
        raise TypeError("getnameinfo(): illegal sockaddr argument")
    host, port, *more = sockaddr
    if not isinstance(host, str) or not isinstance(port, int):
        raise TypeError("getnameinfo(): illegal sockaddr argument")
    flow, scope = (*more, 0, 0)[:2]
    if not 0 <= flow <= 0xFFFFF:
        raise OverflowError("getnameinfo(): flowinfo must be 0-1048575.")
    sys.audit("socket.getnameinfo", sockaddr)
    found = _lookup(host_bytes(host), b"%d" % port, AF_UNSPEC, SOCK_DGRAM, 0, AI_NUMERICHOST)
    if len(found) > 1:
        raise OSError("sockaddr resolved to multiple addresses")
    family, packed = found[0][0], found[0][4]
    if family == AF_INET:
        if more:
            raise OSError("IPv4 sockaddr must be 2 tuple")
    else:
        packed = packed[:4] + flow.to_bytes(4, "big") + packed[8:24] + scope.to_bytes(4, "little")
    return _names(packed, int(flags))


def _names(packed, flags):
    name, service, _ = _resolve(_GETNAMEINFO, packed, len(packed), flags).split(b"\0")
    return name.decode(), service.decode()


def gethostbyname(hostname, /):
    """The IPv4 address of a host, as text."""
    sys.audit("socket.gethostbyname", hostname)
    return ntop4(address_of(hostname, AF_INET)[1])


def gethostbyname_ex(hostname, /):
    """(name, aliases, addresses) of a host."""
    sys.audit("socket.gethostbyname", hostname)
    if pton4(host_bytes(hostname).decode("latin-1")) is not None:
        return hostname, [], [hostname]
    found = _lookup(host_bytes(hostname), None, AF_INET, SOCK_STREAM, 0, AI_CANONNAME)
    name = found[0][3] or hostname
    return name, [hostname] if name != hostname else [], list(dict.fromkeys(ntop4(entry[4][4:8]) for entry in found))


def gethostbyaddr(ip_address, /):
    """(name, aliases, addresses) of an address or a name."""
    sys.audit("socket.gethostbyaddr", ip_address)
    family, packed, scope = address_of(ip_address, AF_UNSPEC)
    if family == AF_INET:
        address, text = struct.pack("<H2x4s8x", family, packed), ntop4(packed)
    else:
        address, text = struct.pack("<H6x16sI", family, packed, scope), ntop6(packed)
    try:
        name = _names(address, NI_NAMEREQD)[0]
    except gaierror:
        raise herror(1, "Unknown host") from None
    return name, [], [text]


def _table(file):
    """The rows of /etc/services and its like: (name, second word, other names)."""
    try:
        with open(file, encoding="latin-1") as lines:
            for line in lines:
                words = line.partition("#")[0].split()
                if len(words) >= 2:
                    yield words[0], words[1], words[2:]
    except OSError:
        return


def getservbyname(servicename, protocolname=None, /):
    """The port of a service."""
    sys.audit("socket.getservbyname", servicename, protocolname)
    for name, where, others in _table("/etc/services"):
        port, _, protocol = where.partition("/")
        if servicename in (name, *others) and protocolname in (None, protocol):
            return int(port)
    # The C library may know services from elsewhere than the file.
    kind = {None: 0, "tcp": SOCK_STREAM, "udp": SOCK_DGRAM}.get(protocolname)
    if kind is not None and not servicename.isdigit():
        try:
            return sockaddr(_lookup(None, servicename.encode(), AF_INET, kind, 0, 0)[0][4])[1]
        except gaierror:
            pass  # it knows none either
    raise OSError("service/proto not found")


def getservbyport(port, protocolname=None, /):
    """The service of a port."""
    if not 0 <= port <= 0xFFFF:
        raise OverflowError("getservbyport: port must be 0-65535.")
    sys.audit("socket.getservbyport", port, protocolname)
    for name, where, _ in _table("/etc/services"):
        number, _, protocol = where.partition("/")
        if int(number) == port and protocolname in (None, protocol):
            return name
    raise OSError("port/proto not found")


#: What /etc/protocols says everywhere, for systems without the file.
_PROTOCOLS = {"ip": 0, "icmp": 1, "igmp": 2, "tcp": IPPROTO_TCP, "udp": IPPROTO_UDP, "ipv6": 41, "ipv6-icmp": 58, "sctp": 132}


def getprotobyname(protocolname, /):
    """The number of a protocol."""
    for name, number, others in _table("/etc/protocols"):
        if protocolname in (name, *others):
            return int(number)
    if protocolname in _PROTOCOLS:
        return _PROTOCOLS[protocolname]
    raise OSError("protocol not found")


def if_nameindex():
    """[(index, name)] of the network interfaces."""
    from posix import listdir

    found = []
    for name in listdir("/sys/class/net"):
        try:
            with open(f"/sys/class/net/{name}/ifindex") as file:
                found.append((int(file.read()), name))
        except OSError:
            pass  # it went away meanwhile
    return sorted(found)


def if_nametoindex(oname, /):
    """The index of a network interface."""
    from os import fsdecode

    name = fsdecode(oname)
    for index, each in if_nameindex():
        if each == name:
            return index
    raise OSError("no interface with this name")


def if_indextoname(index, /):
    """The name of a network interface."""
    if index < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    if index > 0xFFFFFFFF:
        raise OverflowError("Python int too large to convert to C unsigned int")
    for each, name in if_nameindex():
        if each == index:
            return name
    raise OSError(6, "No such device or address")
