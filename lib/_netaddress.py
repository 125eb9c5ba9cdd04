"""Addresses of the Internet: texts to bytes and back, for `_socket`."""


def pton4(text):
    """The four bytes of `1.2.3.4`, or None."""
    parts = text.split(".")
    if len(parts) != 4:
        return None
    for part in parts:
        if not (part.isascii() and part.isdigit()) or len(part) > 3 or (len(part) > 1 and part[0] == "0") or int(part) > 255:
            return None
    return bytes(map(int, parts))


def aton4(text):
    """The four bytes of an address in any form that inet_aton(3) takes (`127.1`, `0x7f000001`), or None."""
    words = text.split(None, 1)
    parts = words[0].split(".") if words and not text[0].isspace() else []
    if not 1 <= len(parts) <= 4:
        return None
    values = []
    for part in parts:
        try:
            if part[:2] in ("0x", "0X"):
                values.append(int(part[2:], 16))
            elif part[:1] == "0" and len(part) > 1:
                values.append(int(part, 8))
            else:
                values.append(int(part, 10))
        except ValueError:
            return None
        if not part[0].isdigit() or "_" in part:
            return None
    rest = 5 - len(values)
    if any(value > 255 for value in values[:-1]) or values[-1] >= 256**rest:
        return None
    return bytes(values[:-1]) + values[-1].to_bytes(rest, "big")


def ntop4(packed):
    """`1.2.3.4` of four bytes."""
    return "%d.%d.%d.%d" % (packed[0], packed[1], packed[2], packed[3])


def _groups(text):
    """The bytes of `a:b:c` (perhaps ending in an IPv4 address), or None."""
    if not text:
        return b""
    found = bytearray()
    parts = text.split(":")
    for at, part in enumerate(parts):
        if "." in part and at == len(parts) - 1:
            last = pton4(part)
            if last is None:
                return None
            found += last
        elif 1 <= len(part) <= 4 and all(c in "0123456789abcdefABCDEF" for c in part):
            found += int(part, 16).to_bytes(2, "big")
        else:
            return None
    return bytes(found)


def pton6(text):
    """The sixteen bytes of an IPv6 address, or None."""
    halves = text.split("::")
    if len(halves) > 2:
        return None
    front = _groups(halves[0])
    if len(halves) == 1:
        return front if front is not None and len(front) == 16 else None
    back = _groups(halves[1])
    if front is None or back is None or len(front) + len(back) > 14 or "." in halves[0]:
        return None
    return front + bytes(16 - len(front) - len(back)) + back


def ntop6(packed):
    """The text of sixteen bytes: the longest run of zero groups is left out (RFC 5952)."""
    groups = [packed[i] << 8 | packed[i + 1] for i in range(0, 16, 2)]
    start, length, at = -1, 1, 0
    while at < 8:
        run = at
        while run < 8 and groups[run] == 0:
            run += 1
        if run - at > length:
            start, length = at, run - at
        at = run + 1
    # IPv4 addresses within IPv6 ones (mapped and compatible) keep their own form.
    if start == 0 and (length == 6 or (length == 5 and groups[5] == 0xFFFF)):
        return ("::" if length == 6 else "::ffff:") + ntop4(packed[12:])
    if start < 0:
        return ":".join("%x" % group for group in groups)
    return ":".join("%x" % group for group in groups[:start]) + "::" + ":".join("%x" % group for group in groups[start + length :])
