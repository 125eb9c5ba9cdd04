"""The interactive mode of the command line: `-i`, and standard input that is a terminal.

`code.InteractiveConsole` with what the interpreter's own loop does otherwise: the file is called <stdin>, tracebacks show the lines that
were typed, and the prompt of an input that is no terminal goes to standard error.
"""
import code
import codeop
import linecache
import sys

HINT = 'Type "help", "copyright", "credits" or "license" for more information.'


class Console(code.InteractiveConsole):
    def __init__(self, names):
        super().__init__(names, "<stdin>")

    def runcode(self, code):
        linecache._register_code(code, "\n".join(self.buffer) + "\n", "<stdin>")
        super().runcode(code)

    def showsyntaxerror(self, filename=None, **more):
        # As the interpreter reads lines, each has its end, which an error may point to.
        self._compiled(more.get("source") or "", filename, more)

    def _compiled(self, source, filename, more):
        """The code of a whole statement, or None when its error was shown."""
        flags = self.compile.compiler.flags & ~(codeop.PyCF_DONT_IMPLY_DEDENT | codeop.PyCF_ALLOW_INCOMPLETE_INPUT)
        try:
            return compile(source + "\n", filename, "single", flags)
        except (OverflowError, SyntaxError, ValueError) as error:
            error.__context__ = None
            super().showsyntaxerror(filename, **more)

    def raw_input(self, prompt=""):
        try:
            return self._line(prompt)
        except EOFError:
            if not self.buffer:
                raise
            self._run_unfinished()
            self.resetbuffer()
            return ""

    def _line(self, prompt):
        if sys.stdin.isatty():
            return input(prompt)
        sys.stderr.write(str(prompt))
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.removesuffix("\n")

    def _run_unfinished(self):
        """Where the input ends in the middle of a statement, that is the statement's end too."""
        self.write("\n")
        source = "\n".join(self.buffer)
        code = self._compiled(source, self.filename, {"source": source})
        if code is not None:
            self.runcode(code)


def interact(names, with_banner):
    """Reads and runs lines with the names of a dict until the input ends."""
    for name, prompt in (("ps1", ">>> "), ("ps2", "... ")):
        if not hasattr(sys, name):
            setattr(sys, name, prompt)
    Console(names).interact(f"Python {sys.version} on {sys.platform}\n{HINT}" if with_banner else "", "")
