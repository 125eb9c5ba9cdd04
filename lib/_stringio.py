"""StringIO for `_io`: text in memory.

The text is one string, `_text`, and, while a program only writes at the end, the pieces that come after it: joining them is put off until
somebody looks. The position None is the end, so that a write there is one append: threads that write to the same object lose nothing.
"""
from _thread import allocate_lock as _allocate_lock



def make(TextIOBase):
    """The class, on the base class that `_io` has."""

    class StringIO(TextIOBase):
        """Text I/O implementation using an in-memory buffer.

        The initial_value argument sets the value of object.  The newline
        argument is like the one of TextIOWrapper's constructor.
        """

        _text = None

        def __init__(self, initial_value="", newline="\n"):
            if newline is not None and not isinstance(newline, str):
                raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
            if newline not in (None, "", "\n", "\r", "\r\n"):
                raise ValueError(f"illegal newline value: {newline!r}")
            if initial_value is not None and not isinstance(initial_value, str):
                raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
            self._newline = newline
            self._universal = not newline
            self._seen = 0
            self._text = ""
            self._pieces = []
            self._joining = _allocate_lock()
            self._pos = None
            if initial_value:
                self.write(initial_value)
                self._pos = 0

        def _check(self):
            if self._text is None:
                raise ValueError("I/O operation on closed file")

        def _all(self):
            """The whole text as one string."""
            pieces = self._pieces
            if pieces:
                with self._joining:
                    n = len(pieces)
                    self._text += "".join(pieces[:n])
                    del pieces[:n]
            return self._text

        def _place(self, pos, text):
            """The position as it is kept: None at the end of the text."""
            return None if pos == len(text) else pos

        def _translate(self, s):
            """What a text becomes on its way in; universal newlines are noted."""
            if self._newline is None or self._newline == "":
                if "\r" in s:
                    crlf = s.count("\r\n")
                    self._seen |= (crlf and 4) | ((s.count("\r") > crlf) and 2) | ((s.count("\n") > crlf) and 1)
                    if self._newline is None:
                        return s.replace("\r\n", "\n").replace("\r", "\n")
                elif "\n" in s:
                    self._seen |= 1
            elif self._newline != "\n":
                return s.replace("\n", self._newline)
            return s

        def write(self, s, /):
            """Write string to file.

            Returns the number of characters written, which is always equal to
            the length of the string.
            """
            if self._text is None:
                self._check()
            if not isinstance(s, str):
                raise TypeError(f"string argument expected, got {type(s).__name__!r}")
            written = len(s)
            if self._newline != "\n":
                s = self._translate(s)
            pos = self._pos
            if pos is None:
                self._pieces.append(s)
                return written
            n = len(s)
            if not n:
                return written
            text = self._all()
            if pos > len(text):
                text += "\0" * (pos - len(text))
            self._text = text = text[:pos] + s + text[pos + n :]
            self._pos = self._place(pos + n, text)
            return written

        def getvalue(self):
            """Retrieve the entire contents of the object."""
            self._check()
            return self._all()

        @staticmethod
        def _size(size):
            if size is None:
                return -1
            try:
                return size.__index__()
            except AttributeError:
                raise TypeError(f"argument should be integer or None, not {type(size).__name__!r}") from None

        def read(self, size=-1, /):
            """Read at most size characters, returned as a string.

            If the argument is negative or omitted, read until EOF
            is reached. Return an empty string at EOF.
            """
            self._check()
            size = self._size(size)
            text, pos = self._all(), self._pos
            if pos is None or pos >= len(text):
                return ""
            end = len(text) if size < 0 else min(len(text), pos + size)
            self._pos = self._place(end, text)
            return text[pos:end]

        def readline(self, size=-1, /):
            """Read until newline or EOF.

            Returns an empty string if EOF is hit immediately.
            """
            if self._text is None:
                self._check()
            size = self._size(size)
            text, pos = self._all(), self._pos
            if pos is None or pos >= len(text):
                return ""
            if self._newline == "":
                lf, cr = text.find("\n", pos), text.find("\r", pos)
                if cr < 0 or 0 <= lf < cr:
                    end = lf + 1
                else:
                    end = cr + 2 if lf == cr + 1 else cr + 1
            else:
                mark = self._newline or "\n"
                end = text.find(mark, pos)
                end = end + len(mark) if end >= 0 else 0
            if not end:
                end = len(text)
            if size >= 0:
                end = min(end, pos + size)
            self._pos = self._place(end, text)
            return text[pos:end]

        def __next__(self):
            line = self.readline()
            if not line:
                raise StopIteration
            return line

        def tell(self):
            """Tell the current file position."""
            self._check()
            return len(self._all()) if self._pos is None else self._pos

        def seek(self, pos, whence=0, /):
            """Change stream position.

            Seek to character offset pos relative to position indicated by whence:
                0  Start of stream (the default).  pos should be >= 0;
                1  Current position - pos must be 0;
                2  End of stream - pos must be 0.
            Returns the new absolute position.
            """
            self._check()
            try:
                pos = pos.__index__()
            except AttributeError:
                raise TypeError(f"{type(pos).__name__!r} object cannot be interpreted as an integer") from None
            if whence == 0:
                if pos < 0:
                    raise ValueError(f"Negative seek position {pos}")
            elif whence not in (1, 2):
                raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
            elif pos:
                raise OSError("Can't do nonzero cur-relative seeks")
            elif whence == 1:
                return self.tell()
            text = self._all()
            if whence == 2:
                pos = len(text)
            self._pos = self._place(pos, text)
            return pos

        def truncate(self, pos=None, /):
            """Truncate size to pos.

            The pos argument defaults to the current file position, as
            returned by tell().  The current file position is unchanged.
            Returns the new absolute position.
            """
            self._check()
            if pos is None:
                pos = self.tell()
            else:
                pos = self._size(pos)
                if pos < 0:
                    raise ValueError(f"Negative size value {pos}")
            at = self.tell()
            self._text = text = self._all()[:pos]
            self._pos = self._place(at, text)
            return pos

        def close(self):
            """Close the IO object.

            Attempting any further operation after the object is closed
            will raise a ValueError.

            This method has no effect if the file is already closed.
            """
            super().close()
            self._text = None
            self._pieces = []

        def readable(self):
            """Returns True if the IO object can be read."""
            self._check()
            return True

        def writable(self):
            """Returns True if the IO object can be written."""
            self._check()
            return True

        def seekable(self):
            """Returns True if the IO object can be seeked."""
            self._check()
            return True

        @property
        def closed(self):
            """True once the object was closed."""
            return self._text is None

        @property
        def line_buffering(self):
            """False: there is nothing to flush."""
            self._check()
            return False

        @property
        def newlines(self):
            """The kinds of newlines that came in, if they are noted."""
            self._check()
            seen = (None, "\n", "\r", ("\r", "\n"), "\r\n", ("\n", "\r\n"), ("\r", "\r\n"), ("\r", "\n", "\r\n"))
            return seen[self._seen] if self._universal else None

        def __getstate__(self):
            self._check()
            attributes = {
                name: value
                for name, value in self.__dict__.items()
                if name not in ("_text", "_pieces", "_joining", "_pos", "_newline", "_universal", "_seen")
            }
            newline = self._newline
            return (self._all(), newline, self.tell(), attributes or None)

        def __setstate__(self, state):
            if not isinstance(state, tuple) or len(state) < 4:
                raise TypeError(
                    f"{type(self).__name__}.__setstate__ argument should be 4-tuple, got {type(state).__name__}"
                )
            text, newline, pos, attributes = state[:4]
            if "_newline" in self.__dict__:  # not while pickle makes it
                self._check()
            if not isinstance(text, str):
                raise TypeError(f"initial_value must be str or None, not {type(text).__name__}")
            if not isinstance(pos, int):
                raise TypeError(f"third item of state must be an integer, got {type(pos).__name__}")
            if pos < 0:
                raise ValueError("position value cannot be negative")
            if attributes is not None and not isinstance(attributes, dict):
                raise TypeError(f"fourth item of state should be a dict, got a {type(attributes).__name__}")
            self.__init__("", newline)
            self._text, self._pos = text, self._place(pos, text)
            if attributes:
                self.__dict__.update(attributes)

        def __repr__(self):
            return object.__repr__(self)

    StringIO.__qualname__ = "StringIO"
    return StringIO
