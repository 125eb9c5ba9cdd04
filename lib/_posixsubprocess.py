"""_posixsubprocess: starting a program for `subprocess`, by posix_spawn(3).

What subprocess expects of a fork is translated into what posix_spawn can do in the child. An error of starting reaches subprocess by the
pipe that a forked child would have written it to. With a function to run in the child (preexec_fn) there is one: os.fork(), see `_Child`.
Nothing is imported late: a finalizer may start a program when the interpreter ends.
"""
import operator as _operator
import os as _os
import sys as _sys

import _children
import _fork
import _posix
from _posixprocess import _SPAWN_SETSID, _close_from_action, _dup2_action, _encode, _exec_request, _identity, _is_inherited, _spawn_request

#: No process has this id (the kernel's limit is 2 ** 22): what a start that failed is known by until its error has been read.
_NO_PROCESS = 0x7FFFFFFF
#: What Python ignores and restore_signals gives back: SIGPIPE and SIGXFSZ.
_RESTORED = 1 << 13 - 1 | 1 << 25 - 1


def fork_exec(
    args, executable_list, close_fds, pass_fds, cwd, env,
    p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write,
    restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /,
):
    """Starts one of the programs in executable_list in a child process; its process id."""
    if close_fds and errpipe_write < 3:
        raise ValueError("errpipe_write must be >= 3")
    if not isinstance(pass_fds, tuple):
        raise TypeError(f"fork_exec() argument 4 must be tuple, not {type(pass_fds).__name__}")
    _check_descriptors(pass_fds)
    argv = [_encode(argument) for argument in args]
    if not argv:
        raise ValueError("args must not be empty")
    paths = []
    for path in executable_list:
        if not isinstance(path, bytes):
            raise TypeError(f"expected bytes, {type(path).__name__} found")
        paths.append(path)
    if env is not None:
        env = [_variable(entry) for entry in env]
    folder = None if cwd is None else _encode(cwd)
    if preexec_fn is not None:
        if _sys.is_finalizing():
            raise PythonFinalizationError("preexec_fn not supported at interpreter shutdown")
        pid = _fork._fork()
        if pid == 0:
            child = _Child(
                paths, argv, env, folder, (p2cread, c2pwrite, errwrite), (p2cwrite, c2pread, errread, errpipe_read), errpipe_write,
                pass_fds, close_fds, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask,
            )
            child.become(preexec_fn)
        _fork._warn("fork", 4)
        return pid

    own = {p2cwrite, c2pread, errread, errpipe_read, errpipe_write}
    spare = []
    try:
        actions = _stream_actions(p2cread, c2pwrite, errwrite, own, spare)
        if folder is not None:
            actions.append([b"chdir", folder])
        keep = [fd for fd in pass_fds if fd != errpipe_write]
        for fd in keep:
            actions.append(_dup2_action(fd, fd))
        if close_fds:
            actions.append(_close_from_action(3, keep))
        request = _spawn_request(
            paths, argv, env, actions,
            flags=_SPAWN_SETSID if call_setsid else 0,
            group=None if pgid_to_set < 0 else pgid_to_set,
            defaults=_RESTORED if restore_signals else None,
            uid=None if uid is None else _identity(uid),
            gid=None if gid is None else _identity(gid),
            groups=None if extra_groups is None else _groups(extra_groups),
            umask=None if child_umask < 0 else child_umask,
        )
        try:
            return _children.spawn(request)
        except OSError as error:
            where = _where(error, paths, folder, pgid_to_set, gid, extra_groups, uid)
            _posix.write(errpipe_write, b"OSError:%X:%b" % (error.errno, where))
            return _NO_PROCESS
    finally:
        for fd in spare:
            _posix.close(fd)


class _Child:
    """What a forked child does before it becomes a program, in CPython's order."""

    def __init__(
        self, paths, argv, env, folder, streams, parents, errpipe, keep, close_fds, restore_signals, call_setsid, group, gid, groups, uid, umask,
    ):
        self.paths, self.argv, self.env, self.folder, self.streams, self.parents = paths, argv, env, folder, streams, parents
        self.errpipe, self.keep, self.close_fds, self.restore_signals = errpipe, keep, close_fds, restore_signals
        self.call_setsid, self.group, self.gid, self.groups, self.uid, self.umask = call_setsid, group, gid, groups, uid, umask

    def become(self, preexec_fn):
        """Does not return."""
        message = b"OSError:0:"
        try:
            where = b"noexec:chdir"
            try:
                self._prepare()
                where = b"noexec"
                self._change_identity()
            except OSError as error:
                message = b"OSError:%X:%b" % (error.errno, where if error.filename == self.folder else b"noexec")
                return
            try:
                preexec_fn()
            except BaseException:
                message = b"SubprocessError:0:Exception occurred in preexec_fn."
                return
            try:
                self._execute()
            except OSError as error:
                message = b"OSError:%X:" % error.errno
        finally:
            try:
                _posix.write(self.errpipe, message)
            finally:
                _posix._exit(255)

    def _prepare(self):
        import posix

        for fd in self.keep:
            if fd != self.errpipe:
                posix.set_inheritable(fd, True)
        for fd in self.parents:
            if fd != -1:
                posix.close(fd)
        source, target, error = self.streams
        if target == 0:
            target = posix.dup(target)
        while error in (0, 1):
            error = posix.dup(error)
        for to, fd in enumerate((source, target, error)):
            if fd == to:
                posix.set_inheritable(fd, True)
            elif fd != -1:
                posix.dup2(fd, to)
        if self.folder is not None:
            posix.chdir(self.folder)
        if self.umask >= 0:
            posix.umask(self.umask)
        if self.restore_signals:
            import _signal

            for number in _signal.SIGPIPE, _signal.SIGXFSZ:
                _signal.signal(number, _signal.SIG_DFL)

    def _change_identity(self):
        import posix

        if self.call_setsid:
            posix.setsid()
        if self.group >= 0:
            posix.setpgid(0, self.group)
        if self.groups is not None:
            posix.setgroups(self.groups)
        if self.gid is not None:
            posix.setregid(self.gid, self.gid)
        if self.uid is not None:
            posix.setreuid(self.uid, self.uid)

    def _execute(self):
        import posix

        if self.close_fds:
            # Closed by exec: the JavaScript engine needs its own until then.
            for name in posix.listdir("/proc/self/fd"):
                fd = int(name)
                if fd > 2 and fd not in self.keep:
                    try:
                        posix.set_inheritable(fd, False)
                    except OSError:
                        pass
        _children.exec(_exec_request(self.paths, self.argv, self.env))


def _check_descriptors(fds):
    before = -1
    for fd in fds:
        try:
            fd = _operator.index(fd)
        except TypeError:
            raise ValueError("bad value(s) in fds_to_keep") from None
        if fd <= before or fd > 0x7FFFFFFF:
            raise ValueError("bad value(s) in fds_to_keep")
        before = fd


def _variable(entry):
    if not isinstance(entry, bytes):
        raise TypeError(f"expected bytes, {type(entry).__name__} found")
    if b"\0" in entry:
        raise ValueError("embedded null byte")
    return entry


def _stream_actions(p2cread, c2pwrite, errwrite, own, spare):
    """
    What makes 0, 1 and 2 of the three descriptors, each of which may be one of those numbers. `own` are ends of pipes that stay here;
    `spare` gets copies to be closed.
    """

    def out_of_the_way(fd, limit):
        if not 0 <= fd < limit:
            return fd
        while fd < 3:
            fd = _posix.dup(fd)
            spare.append(fd)
        return fd

    c2pwrite, errwrite = out_of_the_way(c2pwrite, 1), out_of_the_way(errwrite, 2)
    actions = []
    for to, fd in enumerate((p2cread, c2pwrite, errwrite)):
        if fd == -1:
            # Inherited: the engine has marked it to be closed on exec, so it is made its own copy. It may be closed, and its number used.
            if to in own or not _is_inherited(to):
                continue
            fd = to
        actions.append(_dup2_action(fd, to))
    return actions


def _where(error, paths, folder, pgid_to_set, gid, extra_groups, uid):
    """Which step of the child failed, in subprocess's words; posix_spawn does not say it."""
    if folder is not None:
        if not _os.path.isdir(folder) or not _os.access(folder, _os.X_OK):
            return b"noexec:chdir"
    asked = pgid_to_set >= 0 or gid is not None or extra_groups is not None or uid is not None
    if asked and error.errno in (1, 22) and any(_os.access(path, _os.X_OK) for path in paths):
        return b"noexec"
    return b""


def _groups(groups):
    try:
        return [_identity(group) for group in groups]
    except OverflowError:
        raise ValueError("invalid group id") from None
