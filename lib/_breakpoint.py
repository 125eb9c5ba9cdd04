"""What sys.breakpointhook calls, loaded with the first breakpoint()."""
import sys


def wanted():
    """The function that PYTHONBREAKPOINT names at this moment, pdb's by default; None for none."""
    import _posix

    name = None
    if not sys.flags.ignore_environment:
        name = _posix._environ().get(b"PYTHONBREAKPOINT")
    path = name.decode("utf-8", "surrogateescape") if name else "pdb.set_trace"
    if path == "0":
        return None
    module, _, function = path.rpartition(".")
    from importlib import import_module

    try:
        return getattr(import_module(module or "builtins"), function)
    except (ImportError, AttributeError):
        import warnings

        warnings.warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{path}"', RuntimeWarning, stacklevel=2)
    return None
