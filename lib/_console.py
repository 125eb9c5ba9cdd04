"""The interactive mode of the command line: `-i`, and standard input that is a terminal.

`code.InteractiveConsole` with what the interpreter's own loop does otherwise: the file is called <stdin>, tracebacks show the lines that
were typed, and the prompt of an input that is no terminal goes to standard error.
"""
import code
import linecache
import sys

HINT = 'Type "help", "copyright", "credits" or "license" for more information.'


class Console(code.InteractiveConsole):
    def __init__(self, names):
        super().__init__(names, "<stdin>")

    def runcode(self, code):
        linecache._register_code(code, "\n".join(self.buffer) + "\n", "<stdin>")
        super().runcode(code)

    def raw_input(self, prompt=""):
        if sys.stdin.isatty():
            return input(prompt)
        sys.stderr.write(str(prompt))
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.removesuffix("\n")


def interact(names, with_banner):
    """Reads and runs lines with the names of a dict until the input ends."""
    Console(names).interact(f"Python {sys.version} on {sys.platform}\n{HINT}" if with_banner else "", "")
