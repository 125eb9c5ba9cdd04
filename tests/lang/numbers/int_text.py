# Text from ints and back, in every base, with the limit on decimal digits.
import sys
for n in (0, 1, -1, 9, 10, 99, 100, 12345678901234, -(2**47), 2**47, 2**64, 10**18, 10**19, -10**40, 3**300):
    print(n, repr(n), str(n), bin(n), oct(n), hex(n))
    assert int(str(n)) == n and int(bin(n), 0) == n and int(oct(n), 0) == n and int(hex(n), 0) == n
digits = "0123456789abcdefghijklmnopqrstuvwxyz"
for base in range(2, 37):
    n, text = 987654321 ** 9, ""
    while n:
        n, d = divmod(n, base)
        text = digits[d] + text
    assert int(text, base) == int(text.upper(), base) == 987654321 ** 9
for text in ("  12  ", "+5", "-0", "1_000", "0x_ff", "0b1_0", "0o17", "00", "\t7\n", "٣٤", "１２", "\u20037\u2003"):
    print(ascii(text), int(text, 0) if text.strip()[:1] == "0" else int(text))
for args in (("",), (" ",), ("_1",), ("1_",), ("1__2",), ("+ 5",), ("0x1",), ("1e3",), ("12", 2), ("010", 0), ("z", 35), ("1", 1), ("1", 37), ("1", -2), ("\0",), ("1\0",), ("½",), ("a" * 300,), (b"\xff",), (bytearray(b"x"),)):
    try:
        print(int(*args))
    except ValueError as e:
        print("ValueError:", e)
print(int(b"42"), int(bytearray(b" 4_2 ")), int(b"ff", 16), int("1010", base=2))
print(sys.get_int_max_str_digits(), len(str(10**4299)), len(str(10**4299 - 1)))
for f in (lambda: str(10**4300), lambda: int("1" * 4301), lambda: "%d" % 10**5000, lambda: format(10**5000, "d"), lambda: int("1" * 4300) * 0):
    try:
        print(f())
    except ValueError as e:
        print("ValueError:", e)
sys.set_int_max_str_digits(640)
try:
    str(10**640)
except ValueError as e:
    print("ValueError:", e)
sys.set_int_max_str_digits(0)
print(len(str(10**6000)), int("9" * 5000) == 10**5000 - 1, len(hex(10**6000)))
