"""The native half of tokenize: the compiler's own tokenizer."""

import _compiler


class TokenizerIter:
    """Iterates over the tokens of the lines that readline gives."""

    __slots__ = ("_readline", "_encoding", "_extra", "_tokens", "_error")

    def __init__(self, readline, *, encoding=None, extra_tokens):
        self._readline = readline
        self._encoding = encoding
        self._extra = extra_tokens
        self._tokens = None
        self._error = None

    def __iter__(self):
        return self

    def __next__(self):
        if self._tokens is None:
            tokens, self._error = _compiler.tokens(self._read(), int(bool(self._extra)))
            self._tokens = iter(tokens)
        for token in self._tokens:
            return token
        error, self._error = self._error, None
        if error is None:
            raise StopIteration
        import builtins
        kind, message, details = error
        if details is None:
            raise getattr(builtins, kind)(message)
        raise getattr(builtins, kind)(message, details)

    def _read(self):
        lines = []
        while True:
            try:
                line = self._readline()
            except StopIteration:
                break
            if self._encoding is not None:
                if not isinstance(line, bytes):
                    raise TypeError(f"readline() returned a non-bytes object")
                line = line.decode(self._encoding, "replace")
            elif not isinstance(line, str):
                raise TypeError(f"readline() returned a non-string object")
            if not line:
                break
            lines.append(line)
        return "".join(lines)
