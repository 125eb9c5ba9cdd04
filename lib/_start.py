"""Start-up, second half, and the end of the interpreter: standard streams, site, the main module, the exit status.

The order of things is CPython's (https://docs.python.org/3.14/using/cmdline.html).
"""
import _thread
import sys

_modules = sys.modules  # a program may put something else there


def _open_streams(config):
    global _Stream, _Lock
    import builtins
    import io

    # Kept: a program may have emptied sys.modules before it ends.
    from _buffers import Lock as _Lock

    _Stream = io.TextIOWrapper
    builtins.open = io.open

    unbuffered = bool(config["flags"]["unbuffered"])
    encoding = config["streamEncoding"]
    if encoding:
        import codecs

        encoding = codecs.lookup(encoding).name

    def stream(fd, mode, errors):
        file = io.open(fd, mode, -1 if not unbuffered or fd == 0 else 0, closefd=False)
        raw = getattr(file, "raw", file)
        raw.name = ("<stdin>", "<stdout>", "<stderr>")[fd]
        text = io.TextIOWrapper(
            file,
            encoding=encoding or "utf-8",
            errors=errors,
            newline=None if fd == 0 else "\n",
            line_buffering=fd == 2 or raw.isatty(),
            write_through=unbuffered and fd != 0,
        )
        text.mode = mode[0]
        return text

    def open_or_none(fd, mode, errors):
        try:
            return stream(fd, mode, errors)
        except OSError:
            return None

    errors = config["streamErrors"]
    sys.stdin = sys.__stdin__ = open_or_none(0, "rb", errors)
    sys.stdout = sys.__stdout__ = open_or_none(1, "wb", errors)
    sys.stderr = sys.__stderr__ = open_or_none(2, "wb", "backslashreplace")


def _is_folder(fd):
    import _posix

    try:
        return _posix.fstat(fd).st_mode & 0o170000 == 0o040000
    except OSError:
        return False


def _fatal(message, what=""):
    """Says, without streams, why Python cannot start; the exit status."""
    import _posix

    _posix.write(2, f"Fatal Python error: {message}\nPython runtime state: core initialized\n{what}\n".encode())
    return 1


def _main_module():
    main = type(sys)("__main__")
    main.__builtins__ = sys.modules["builtins"]
    sys.modules["__main__"] = main
    sys._set_state("main", main)
    return main


def _run_source(main, source, filename, flags=0):
    """Runs the bytes of a file."""
    if b"\0" in source:
        before = source[:source.index(b"\0")]
        line = before[before.rfind(b"\n") + 1:].decode(errors="replace")
        raise SyntaxError("source code cannot contain null bytes", (filename, before.count(b"\n") + 1, None, line))
    sys._run_main(compile(source, filename, "exec", flags, True), main.__dict__)


def _run_command(main, source):
    """Runs the argument of -c; tracebacks and inspect find its lines, as those of a file."""
    import linecache

    source = _dedent(source)
    code = compile(source, "<string>", "exec", 0, True)
    linecache._register_code(code, source, "<string>")
    sys._run_main(code, main.__dict__)


def _dedent(source):
    """The text without the blanks that all of its lines begin with; lines of nothing else become empty and do not count."""
    lines = source.split("\n")
    margin = None
    for line in lines:
        rest = line.lstrip(" \t")
        if rest:
            indent = line[:len(line) - len(rest)]
            while margin is not None and not indent.startswith(margin):
                margin = margin[:-1]
            margin = indent if margin is None else margin
            if not margin:
                return source
    return "\n".join([line[len(margin):] if line.strip(" \t") else "" for line in lines]) if margin else source


def _run_file(main, path, config):
    import io

    try:
        with io.open_code(path) as f:
            source = f.read()
    except OSError as e:
        _say(f"{sys._program}: can't open file {path!r}: [Errno {e.errno}] {e.strerror}")
        return 2
    if config["flags"]["skipFirstLine"]:
        source = source[source.find(b"\n"):]
    import importlib.machinery

    main.__file__ = path
    main.__cached__ = None
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", path)
    _run_source(main, source, path)
    return 0


def _run(config, main):
    kind, text = config["run"]["kind"], config["run"]["text"]
    safe = config["flags"]["safePath"] or config["flags"]["isolated"]
    if kind == "file":
        import os

        path = _absolute(os, text)
        if os.path.isdir(path) or _is_archive(path):
            import runpy

            sys.path.insert(0, path)
            runpy._run_module_as_main("__main__", False)
            return 0
        if not safe:
            sys.path.insert(0, os.path.dirname(os.path.realpath(path) if os.path.isabs(path) else path))
        return _run_file(main, path, config)
    if kind == "command":
        if not safe:
            sys.path.insert(0, "")
        _run_command(main, text)
        return 0
    if kind == "module":
        if not safe:
            import os

            folder = _absolute(os, "")
            if folder:
                sys.path.insert(0, folder)
        import runpy

        runpy._run_module_as_main(text)
        return 0
    if not safe:
        sys.path.insert(0, "")
    if sys.stdin is not None and (sys.stdin.isatty() or config["flags"]["interactive"]):
        _startup_file(main)
        return _interact(main, not sys.flags.quiet)
    main.__file__ = "<stdin>"
    source = b"" if sys.stdin is None else sys.stdin.buffer.read()
    _run_source(main, source, "<stdin>")
    return 0


def _absolute(os, path):
    """The path with the folder it counts from, as far as there is one."""
    if os.path.isabs(path):
        return path
    try:
        folder = os.getcwd()
    except OSError:
        return path
    return os.path.join(folder, path) if path else folder


def _is_archive(path):
    if not path.endswith((".zip", ".pyz", ".pyzw")):
        return False
    import zipfile

    return zipfile.is_zipfile(path)


def _interact(main, with_banner):
    import _console

    _console.interact(main.__dict__, with_banner)
    return 0


def _startup_file(main):
    """Runs the file that PYTHONSTARTUP names before the first prompt; its errors are told and do no more."""
    path = None if sys.flags.ignore_environment else _environment("PYTHONSTARTUP")
    if path:
        import os

        path = os.fsdecode(path)
        try:
            with open(path, "rb") as f:
                source = f.read()
        except OSError as e:
            _say(f"Could not open PYTHONSTARTUP\n{type(e).__name__}: {e}")
            return
        _guarded(_run_source, main, source, path)


def _exit_status(error):
    """The status of a SystemExit, after printing what it has to say."""
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF if -2 ** 63 <= code < 2 ** 63 else 255
    try:
        text = str(code)
    except BaseException:
        text = ""
    _say(text)
    return 1


def _report(error, goes_on=False):
    """Hands an uncaught exception to sys.excepthook; the process's exit status. With `-i` a program's SystemExit is one of them: it `goes_on`."""
    if isinstance(error, SystemExit) and not goes_on:
        return _exit_status(error)
    sys.last_exc = error
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except SystemExit as nested:
        return _exit_status(nested)
    except BaseException as nested:
        _say("Error in sys.excepthook:")
        sys.__excepthook__(type(nested), nested, nested.__traceback__)
        _say("\nOriginal exception was:")
        sys.__excepthook__(type(error), error, error.__traceback__)
    # A program that was interrupted dies of the signal, so that whoever started it knows.
    return -2 if isinstance(error, KeyboardInterrupt) else 1


def _guarded(function, *args):
    """The status of function(*args): what it returns, or what becomes of its exception."""
    try:
        return function(*args) or 0
    except BaseException as error:
        return _report(error)


def _finish():
    """Joins the non-daemon threads and runs the exit functions, as Py_FinalizeEx does."""
    threading = _modules.get("threading")
    if threading is not None:
        try:
            threading._shutdown()
        except BaseException as error:
            _unraisable(error, "Exception ignored on threading shutdown", None)
    else:
        _thread._shutdown()
    for (function, *args), names in reversed(sys._exit_functions()):
        n = len(args) - len(names)
        try:
            function(*args[:n], **dict(zip(names, args[n:])))
        except BaseException as error:
            try:
                text = f"Exception ignored in atexit callback {function!r}"
            except BaseException:
                text = None
            _unraisable(error, text, None)
    sys._set_state("exit_functions", None)
    # A daemon thread in the middle of writing to one of these would keep its lock for ever.
    locks = _stream_locks()
    sys._set_state("finalizing", True)
    for lock in locks:
        lock.__exit__()


_PATIENCE = 1_000_000_000  # ns
_Stream = _Lock = None


def _stream_locks():
    """Takes the locks of the standard streams' buffers, if they are free within a second each."""
    locks, tried = [], []
    for name in ("stdout", "stderr", "__stdout__", "__stderr__"):
        stream = getattr(sys, name, None)
        lock = getattr(stream._buffer, "_write_lock", None) if type(stream) is _Stream else None
        if type(lock) is not _Lock or lock in tried:
            continue
        tried.append(lock)
        try:
            if lock.acquire(_PATIENCE):
                locks.append(lock)
        except BaseException:
            pass  # a signal's handler raised
    return locks


def _unraisable(error, message, thing):
    hook = getattr(sys, "unraisablehook", None)
    if hook is not None:
        try:
            hook(sys.UnraisableHookArgs((type(error), error, error.__traceback__, message, thing)))
        except BaseException:
            pass


def _flush(status):
    """Flushes the standard streams; from then on signals have their default effects. The status that the process ends with."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name, None)
        if stream is None or _is_closed(stream):
            continue
        try:
            stream.flush()
        except BaseException as error:
            if name == "stdout":
                _unraisable(error, "Exception ignored on flushing sys.stdout", None)
            # An interrupted program dies of the signal all the same.
            status = 120 if status >= 0 else status
    sys._set_state("end_of_signals", True)
    return status


def _is_closed(stream):
    try:
        return bool(stream.closed)
    except BaseException:
        return False


def _say(text):
    """Writes a line to sys.stderr, if there is one that takes it."""
    try:
        sys.stderr.write(text + "\n")
    except BaseException:
        pass


def _environment(name):
    import _posix

    return _posix._environ().get(name.encode())


def _inspects(config):
    """Whether the interactive mode follows. The program may have asked for it: PYTHONINSPECT counts as it is at the end."""
    flags, stdin = config["flags"], sys.__stdin__
    if stdin is None or stdin.closed or config["run"]["kind"] == "stdin" and (flags["interactive"] or stdin.isatty()):
        return False
    if flags["interactive"]:
        return True
    asked = flags["inspect"] or not sys.flags.ignore_environment and _environment("PYTHONINSPECT")
    return bool(asked) and stdin.isatty()


def main():
    """Runs the program the configuration names; the exit status of the process."""
    config = sys._boot_config
    del sys._boot_config
    sys._program = config.get("program", "tollbooth")
    if _is_folder(0):
        return _fatal("init_sys_streams: <stdin> is a directory, cannot continue")
    try:
        _open_streams(config)
    except LookupError as error:
        return _fatal("init_stdio_encoding: failed to get the Python codec name of the stdio encoding", f"LookupError: {error}\n")
    module = _main_module()
    status = 0
    if sys.warnoptions:
        import warnings
    if "faulthandler" in sys._xoptions or sys.flags.dev_mode or not sys.flags.ignore_environment and _environment("PYTHONFAULTHANDLER"):
        import faulthandler

        faulthandler.enable()
    if not config["flags"]["noSite"]:
        status = _guarded(_import_site)
    if not status:
        sys._set_state("traced", True)
        exits = False
        try:
            status = _run(config, module) or 0
        except BaseException as error:
            # An exit is one, unless -i said beforehand that it is not.
            exits = isinstance(error, SystemExit) and not config["flags"]["inspect"]
            status = _report(error, not exits)
        if not exits and _inspects(config):
            status = _guarded(_interact, module, False)
    _finish()
    return _flush(status)


def _end_forked(error):
    """The end of a forked child whose main module has ended, by an exception or with None; the exit status of the process."""
    status = 0 if error is None else _report(error)
    _finish()
    return _flush(status)


def _import_site():
    import site  # its import runs site.main()
