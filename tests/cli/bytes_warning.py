"""-b warns where bytes are compared with str or int and where str() is made of them; -bb raises."""
import subprocess
import sys

PROGRAM = """
import sys
print(sys.flags.bytes_warning, sys.warnoptions)
for what in '''str(b"x")
b"x" == "x"
b"x" != "x"
b"x" < "x"
bytearray(b"x") == "x"
"x" == b"x"
b"x" == 120
120 == b"x"
b"x" == True
bytearray(b"x") == 120
b"x" == 1.5
b"x" == None
b"x" == bytearray(b"x")
"%s" % b"x"
f"{b'x'}"
f"{b'x'!r}"
format(b"x")
str(bytearray(b""))
str(b"x", "ascii")
"x" in [b"x"]'''.splitlines():
    try:
        print(what, "->", eval(what))
    except BaseException as e:
        print(what, "raises", type(e).__name__, e)
"""
for options in ["-Walways"], ["-b", "-Walways"], ["-bb"], ["-b", "-Werror"]:
    ran = subprocess.run([sys.executable, "-I", *options, "-c", PROGRAM], capture_output=True, text=True)
    print(options, ran.returncode)
    print(ran.stdout)
    print("\n".join(line for line in ran.stderr.splitlines() if "Warning" in line))
