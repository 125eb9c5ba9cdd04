"""What _thread._excepthook does, loaded when a thread's exception is first reported."""
import sys


def excepthook(args):
    """Prints what ended a thread, as threading.excepthook does by default."""
    exc_type, exc_value, exc_traceback, thread = args
    if exc_type is SystemExit:
        return
    stderr = sys.stderr
    if stderr is None:
        stderr = getattr(thread, "_stderr", None)
        if stderr is None:
            return
    import _thread

    who = thread.name if thread is not None else _thread.get_ident()
    print(f"Exception in thread {who}:", file=stderr)
    import traceback

    traceback.print_exception(exc_type, exc_value, exc_traceback, file=stderr)
    stderr.flush()
