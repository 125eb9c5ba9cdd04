# StringIO, BytesIO and text wrapping in memory.
import io
s = io.StringIO("one\ntwo\nthree"); print(s.readline(), s.read(2), s.tell(), s.readlines(), s.seek(0), list(s)); s.write("!"); print(repr(s.getvalue())); s.truncate(3); print(s.getvalue())
b = io.BytesIO(b"abcdef"); print(b.read(2), b.getbuffer()[0], b.seek(-2, 2), b.read(), b.readinto(bytearray(2))); b.write(b"XY"); print(b.getvalue()); b.close()
try: b.read()
except ValueError as e: print(type(e).__name__)
t = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\r\n"); t.write("é\nb"); t.flush(); print(t.buffer.getvalue()); t.seek(0); print(repr(t.read()))
print(io.TextIOWrapper(io.BytesIO(b"a\r\nb\rc")).readlines(), io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="ascii", errors="replace").read())
r = io.BufferedReader(io.BytesIO(b"x" * 10 + b"\nq")); print(r.peek(1)[:3], r.readline(), r.read1(1)); print(s.readable(), s.seekable(), issubclass(io.StringIO, io.TextIOBase))
try: io.StringIO().write(b"x")
except TypeError as e: print(type(e).__name__)
