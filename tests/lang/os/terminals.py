# Terminals: attributes, raw mode, sizes, reading through a pair.
import os
import pty
import termios
import tty



def line(fd):
    """Reads to the end of a line: a terminal hands on what it has by now."""
    text = b""
    while not text.endswith(b"\n"):
        text += os.read(fd, 100)
    return text


master, slave = pty.openpty()
attributes = termios.tcgetattr(slave)
print(attributes)
print(bool(attributes[3] & termios.ICANON), attributes[6][termios.VINTR], len(attributes[6]) == termios.NCCS)
before = tty.setraw(slave)
print(before == attributes if before is not None else True)
raw = termios.tcgetattr(slave)
print(bool(raw[3] & termios.ICANON), raw[6][termios.VMIN], raw[6][termios.VTIME])
os.write(master, b"no line needed")
print(os.read(slave, 100))
os.write(slave, b"one\n")
print(line(master))
termios.tcsetattr(slave, termios.TCSADRAIN, attributes)
print(termios.tcgetattr(slave) == attributes)
os.write(slave, b"two\n")
print(line(master))
os.write(master, b"typed\n")
print(line(master), line(slave))
termios.tcsetwinsize(slave, (33, 77))
print(termios.tcgetwinsize(master), os.get_terminal_size(slave))
attributes[5] = attributes[4] = termios.B9600
termios.tcsetattr(slave, termios.TCSANOW, attributes)
print(termios.tcgetattr(slave)[4:6] == [termios.B9600] * 2)
termios.tcflush(slave, termios.TCIOFLUSH)
termios.tcdrain(slave)
r, w = os.pipe()
for bad in (
    lambda: termios.tcgetattr(-1), lambda: termios.tcgetattr("x"), lambda: termios.tcsetattr(slave, 0, [1]), lambda: termios.tcgetattr(r),
    lambda: termios.tcsetattr(slave, 0, [0, 0, 0, 0, 0, 0, [1]]), lambda: termios.tcsetwinsize(slave, (1, 2, 3)), lambda: termios.tcsetattr(slave, 99, attributes),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)
for fd in (r, w, master, slave):
    os.close(fd)
