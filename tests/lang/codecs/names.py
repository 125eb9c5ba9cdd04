# Names of codecs and handlers that can be none; -X dev looks a handler up even where it is not needed; -b warns of bytes and str.
import codecs
import subprocess
import sys

for name in ("\udcfe", "a\0b", "\xe9"):
    for use in (codecs.lookup, "x".encode, b"x".decode, lambda name: open("/dev/null", encoding=name), codecs.lookup_error):
        try:
            use(name)
        except Exception as error:
            print(type(error).__name__, ascii(str(error)))

CODE = """
for f in (lambda: "".encode("utf-8", "boom"), lambda: b"a".decode("ascii", "boom"), lambda: str(b"", "latin1", "boom"), lambda: bytes("a", "utf-8", "boom")):
    try:
        print(repr(f()))
    except LookupError as error:
        print(error)
"""
for options in ((), ("-X", "dev")):
    print(subprocess.run([sys.executable, *options, "-c", CODE], capture_output=True, text=True).stdout)

CODE = """
print(b"a" == "a", "a" != bytearray(b"a"))
print(str(b"x"), str(bytearray(b"x")))
"""
for options in ((), ("-b",), ("-bb",)):
    done = subprocess.run([sys.executable, *options, "-c", CODE], capture_output=True, text=True)
    print(done.returncode, done.stdout, [line for line in done.stderr.splitlines() if "BytesWarning" in line])
