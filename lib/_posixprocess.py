"""_posixprocess: the part of `posix` that is about processes: starting programs, waiting for them, groups and priorities.

Programs start by posix_spawn(3), not by os.fork() (lib/_fork.py), which takes as long as starting Tollbooth. posix_spawn takes a list of what
the child is to do before it becomes the program. `_request` writes that list as one block of fields, each ended by a zero byte, for
src/host/node/children.ts.
"""
import sys as _sys

import _children
import _signals
from _operator import index as _index
from _posix import _fcntl, fspath as _fspath
from _signals import kill

WNOHANG = 1
WUNTRACED = WSTOPPED = 2
WEXITED = 4
WCONTINUED = 8
WNOWAIT = 0x1000000
P_NOWAIT, P_NOWAITO, P_WAIT = 1, 1, 0
P_ALL, P_PID, P_PGID, P_PIDFD = 0, 1, 2, 3
CLD_EXITED, CLD_KILLED, CLD_DUMPED, CLD_TRAPPED, CLD_STOPPED, CLD_CONTINUED = 1, 2, 3, 4, 5, 6
POSIX_SPAWN_OPEN, POSIX_SPAWN_CLOSE, POSIX_SPAWN_DUP2, POSIX_SPAWN_CLOSEFROM = 0, 1, 2, 3
PRIO_PROCESS, PRIO_PGRP, PRIO_USER = 0, 1, 2

_SPAWN_RESETIDS, _SPAWN_SETSID = 0x01, 0x80
_F_GETFL, _O_PATH = 3, 0x200000
_GETPGID, _SETPGID, _GETSID, _SETSID, _NICE, _GETPRIORITY, _SETPRIORITY, _KILLPG, _SETREUID, _SETREGID, _SETUID, _SETGID = range(12)


def _encode(text):
    """The bytes of a path or an argument, as os.fsencode(), without a zero byte."""
    text = _fspath(text)
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogateescape")
    if b"\0" in text:
        raise ValueError("embedded null byte")
    return bytes(text)


def _list(items):
    return [b"%d" % len(items), *items]


def _number(value):
    return b"" if value is None else b"%d" % value


def _signal_set(bits):
    return b"" if bits is None else b"%x" % bits


def _program(path, argv):
    """What to start for `path`: for Tollbooth itself the JavaScript engine by its full name, which needs neither PATH nor a detour."""
    if path == _encode(_sys._base_executable or ""):
        return _encode(_sys._host_program), [argv[0], path, *argv[1:]]
    return path, argv


def _spawn_request(
    paths, argv, env, actions, *,
    flags=0, group=None, mask=None, defaults=None, scheduler=None, uid=None, gid=None, groups=None, umask=None,
):
    """The request for _children.spawn(); `paths` are tried in turn, `actions` are lists of fields."""
    if len(paths) == 1:
        path, argv = _program(paths[0], argv)
        paths = [path]
    fields = [
        b"%d" % flags,
        _number(group),
        _signal_set(_signals.mask() if mask is None else mask),
        _signal_set(defaults),
        b"" if scheduler is None else b"%d,%d" % scheduler,
        _number(uid),
        _number(gid),
        *([b"-"] if groups is None else _list([b"%d" % group for group in groups])),
        _number(umask),
        b"%d" % len(actions),
    ]
    for action in actions:
        fields += action
    fields += _list(paths)
    fields += _list(argv)
    fields += [b"-"] if env is None else _list(env)
    return b"\0".join(fields) + b"\0"


def _dup2_action(fd, to):
    """In the child, `to` becomes the same as `fd` and is inherited."""
    return [b"dup2 %d %d" % (fd, to)]


def _close_from_action(first, keep):
    """In the child, closes all descriptors from `first` on but those in `keep`."""
    return [b"closefrom %d" % first, b",".join(b"%d" % fd for fd in sorted(keep) if fd >= first)]


def _argument_list(function, argv):
    if not isinstance(argv, (list, tuple)):
        raise TypeError(f"{function}: argv must be a tuple or list")
    argv = [_encode(argument) for argument in argv]
    if not argv:
        raise ValueError(f"{function}: argv must not be empty")
    if not argv[0]:
        raise ValueError(f"{function}: argv first element cannot be empty")
    return argv


def _environment(env):
    entries = []
    for key, value in zip(list(env.keys()), list(env.values()), strict=True):
        key, value = _encode(key), _encode(value)
        if not key or b"=" in key[1:]:
            raise ValueError("illegal environment variable name")
        entries.append(key + b"=" + value)
    return entries


def _file_action(action):
    if not isinstance(action, tuple) or not action:
        raise TypeError("Each file_actions element must be a non-empty tuple")
    kind, *rest = action
    kind = _index(kind)
    count = {POSIX_SPAWN_OPEN: 4, POSIX_SPAWN_CLOSE: 1, POSIX_SPAWN_DUP2: 2, POSIX_SPAWN_CLOSEFROM: 1}.get(kind)
    if count is None:
        raise TypeError("Unknown file_actions identifier")
    if len(rest) != count:
        raise TypeError(f"A file_actions tuple of this kind must have {count + 1} elements")
    if kind == POSIX_SPAWN_OPEN:
        fd, path, flags, mode = rest
        return [b"open %d %d %d" % (_index(fd), _index(flags), _index(mode)), _encode(path)]
    if kind == POSIX_SPAWN_CLOSE:
        return [b"close %d" % _index(rest[0])]
    if kind == POSIX_SPAWN_CLOSEFROM:
        return _close_from_action(_index(rest[0]), ())
    return _dup2_action(_index(rest[0]), _index(rest[1]))


def _signal_bits(signals):
    bits = 0
    for number in signals:
        if not isinstance(number, int):
            raise TypeError(f"an integer is required (got type {type(number).__name__})")
        if not 1 <= number <= 64:
            raise ValueError(f"signal number {number:d} out of range [1; 64]")
        bits |= 1 << number - 1
    return bits


def _spawn(function, search, path, argv, env, file_actions, setpgroup, resetids, setsid, setsigmask, setsigdef, scheduler):
    name = path
    path = _encode(path)
    argv = _argument_list(function, argv)
    if env is not None:
        if not hasattr(env, "keys") or not hasattr(env, "values"):
            raise TypeError(f"{function}: environment must be a mapping object or None")
        variables = _environment(env)
    else:
        variables = None
    if file_actions is not None and not isinstance(file_actions, (list, tuple)):
        try:
            file_actions = list(file_actions)
        except TypeError:
            raise TypeError("file_actions must be a sequence or None") from None
    actions = _standard_streams() + [_file_action(action) for action in file_actions or ()]
    if scheduler is not None:
        if not isinstance(scheduler, tuple):
            raise TypeError("A scheduler must be a tuple or None")
        policy, parameter = scheduler
        scheduler = (-1 if policy is None else policy, getattr(parameter, "sched_priority", parameter))
    paths = [path]
    if search and b"/" not in path:
        import os

        paths = [os.path.join(_encode(folder), path) for folder in os.get_exec_path(env)]
    request = _spawn_request(
        paths, argv, variables, actions,
        flags=(_SPAWN_SETSID if setsid else 0) | (_SPAWN_RESETIDS if resetids else 0),
        group=setpgroup,
        mask=None if setsigmask is None else _signal_bits(setsigmask),
        defaults=None if setsigdef is None else _signal_bits(setsigdef),
        scheduler=scheduler,
    )
    _sys.audit("os.posix_spawn", name, argv, env)
    try:
        return _children.spawn(request)
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from None


# A plain function as an attribute of a class would become a method; a built-in one, as CPython's, does not.
@staticmethod
def posix_spawn(
    path, argv, env, /, *,
    file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=None, setsigdef=None, scheduler=None,
):
    """Starts the program `path` in a new process; its process id."""
    return _spawn(
        "posix_spawn", False, path, argv, env, file_actions, setpgroup, resetids, setsid, setsigmask, setsigdef, scheduler,
    )


@staticmethod
def posix_spawnp(
    path, argv, env, /, *,
    file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=None, setsigdef=None, scheduler=None,
):
    """As posix_spawn(), looking for the program in the folders of PATH."""
    return _spawn(
        "posix_spawnp", True, path, argv, env, file_actions, setpgroup, resetids, setsid, setsigmask, setsigdef, scheduler,
    )


def _spawn_as_mode(function, search, mode, file, args, env):
    if mode not in (P_WAIT, P_NOWAIT):
        raise OSError(22, "Invalid argument")
    args = _argument_list(function, args)
    paths = [_encode(file)]
    if search and b"/" not in paths[0]:
        import os

        paths = [os.path.join(_encode(folder), paths[0]) for folder in os.get_exec_path(env)]
    variables = None if env is None else _environment(env)
    try:
        pid = _children.spawn(_spawn_request(paths, args, variables, _standard_streams()))
    except OSError:
        # What a child that could not become the program would have ended with.
        pid = _children.spawn(_spawn_request([b"/bin/sh"], [b"sh", b"-c", b"exit 127"], None, []))
    return pid if mode == P_NOWAIT else waitstatus_to_exitcode(waitpid(pid, 0)[1])


def spawnv(mode, file, args):
    """Starts a program with a list of arguments; its exit code, or with P_NOWAIT its process id."""
    return _spawn_as_mode("spawnv", False, mode, file, args, None)


def spawnve(mode, file, args, env):
    """As spawnv(), with another environment."""
    return _spawn_as_mode("spawnve", False, mode, file, args, env)


def spawnvp(mode, file, args):
    """As spawnv(), looking for the program in the folders of PATH."""
    return _spawn_as_mode("spawnvp", True, mode, file, args, None)


def spawnvpe(mode, file, args, env):
    """As spawnvp(), with another environment."""
    return _spawn_as_mode("spawnvpe", True, mode, file, args, env)


def _exec_request(paths, argv, env):
    """The request for _children.exec(); `paths` are tried in turn."""
    fields = [_signal_set(_signals.mask()), *_list(paths), *_list(argv), *([b"-"] if env is None else _list(env))]
    return b"\0".join(fields) + b"\0"


def _execute(path, argv, env):
    name = path
    program, argv = _program(_encode(path), argv)
    try:
        _children.exec(_exec_request([program], argv, env))
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from None


def execv(path, argv, /):
    """Becomes the program `path`; does not return."""
    argv = _argument_list("execv", argv)
    _sys.audit("os.exec", path, argv, None)
    _execute(path, argv, None)


def execve(path, argv, env):
    """Becomes the program `path` with another environment; does not return."""
    argv = _argument_list("execve", argv)
    if not hasattr(env, "keys") or not hasattr(env, "values"):
        raise TypeError("execve: environment must be a mapping object")
    _sys.audit("os.exec", path, argv, env)
    _execute(path, argv, _environment(env))


waitid_result = _sys._make_structseq("posix.waitid_result", ("si_pid", "si_uid", "si_signo", "si_status", "si_code"), 5, None)


def waitpid(pid, options, /):
    """Waits for a child process: (process id, wait status); (0, 0) with WNOHANG when there is nothing yet."""
    return _children.wait(pid, options)[:2]


def wait():
    """Waits for any child process: (process id, wait status)."""
    return _children.wait(-1, 0)[:2]


def _with_usage(pid, options):
    import resource

    child, status, usage = _children.wait(pid, options)
    return child, status, resource._usage(usage)


def wait3(options):
    """Waits for any child process: (process id, wait status, resource usage)."""
    return _with_usage(-1, options)


def wait4(pid, options):
    """Waits for a child process: (process id, wait status, resource usage)."""
    return _with_usage(pid, options)


def waitid(idtype, id, options, /):
    """Waits for a child process to change as `options` say; None with WNOHANG when there is nothing yet."""
    info = _children.waitid(idtype, id, options)
    signal, code, pid, uid, status = (int.from_bytes(info[at:at + 4], "little", signed=True) for at in (0, 8, 16, 20, 24))
    return None if pid == 0 else waitid_result((pid, uid, signal, status, code))


def WIFEXITED(status):
    """Whether the child exited."""
    return _status(status) & 0x7F == 0


def WEXITSTATUS(status):
    """The exit status of a child that exited."""
    return _status(status) >> 8 & 0xFF


def WIFSIGNALED(status):
    """Whether a signal ended the child."""
    return 0 < _status(status) & 0x7F < 0x7F


def WTERMSIG(status):
    """The signal that ended the child."""
    return _status(status) & 0x7F


def WIFSTOPPED(status):
    """Whether the child is stopped."""
    return _status(status) & 0xFF == 0x7F


def WIFCONTINUED(status):
    """Whether the child went on after a stop."""
    return _status(status) == 0xFFFF


def WSTOPSIG(status):
    """The signal that stopped the child."""
    return _status(status) >> 8 & 0xFF


def WCOREDUMP(status):
    """Whether the child left a core file."""
    return bool(_status(status) & 0x80)


def _status(status):
    status = _index(status)
    if not -0x80000000 <= status < 0x80000000:
        raise OverflowError("Python int too large to convert to C int")
    return status & 0xFFFFFFFF


def waitstatus_to_exitcode(status):
    """The exit code of a wait status: negative for a signal."""
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSIGNALED(status):
        return -WTERMSIG(status)
    if WIFSTOPPED(status):
        raise ValueError(f"process stopped by delivery of signal {WSTOPSIG(status)}")
    raise ValueError(f"invalid wait status: {status}")


def system(command):
    """Has the shell run a command and waits for it; its wait status. SIGINT and SIGQUIT are the command's meanwhile."""
    command = _encode(command)
    _sys.audit("os.system", command)
    import _signal

    defaults = 0
    with _signal._ignored(_signal.SIGINT, _signal.SIGQUIT) as handled:
        for number in handled:
            defaults |= 1 << number - 1
        pid = _children.spawn(_spawn_request([b"/bin/sh"], [b"sh", b"-c", command], None, _standard_streams(), defaults=defaults))
        return waitpid(pid, 0)[1]


def _is_inherited(fd):
    """Whether there is a standard stream to inherit: the number of a closed one is kept by what can be neither read nor written (src/host/node/files.ts)."""
    try:
        return not _fcntl(fd, _F_GETFL, 0) & _O_PATH
    except OSError:
        return False


def _standard_streams():
    """The actions that have a child inherit the standard streams, whatever the engine marked them as."""
    return [_dup2_action(fd, fd) for fd in range(3) if _is_inherited(fd)]


def getpgid(pid):
    """The process group of a process."""
    return _children.control(_GETPGID, pid, 0, 0)


def getpgrp():
    """The process group of this process."""
    return _children.control(_GETPGID, 0, 0, 0)


def setpgid(pid, pgrp, /):
    """Moves a process to a process group."""
    _children.control(_SETPGID, pid, pgrp, 0)


def setpgrp():
    """Makes this process the leader of a new process group."""
    _children.control(_SETPGID, 0, 0, 0)


def getsid(pid, /):
    """The session of a process."""
    return _children.control(_GETSID, pid, 0, 0)


def setsid():
    """Makes this process the leader of a new session."""
    _children.control(_SETSID, 0, 0, 0)


def killpg(pgid, signal, /):
    """Sends a signal to a process group."""
    _sys.audit("os.killpg", pgid, signal)
    _children.control(_KILLPG, pgid, signal, 0)


def abort():
    """Ends the process as by SIGABRT."""
    import _posix
    import _signal

    if _signal._fatal is not None:
        _signal._fatal(_signal.SIGABRT)
    _posix.abort()


def nice(increment, /):
    """Adds to the niceness of this process; the new one."""
    return _children.control(_NICE, increment, 0, 0) - 100


def getpriority(which, who):
    """The scheduling priority of a process, a group or a user."""
    return _children.control(_GETPRIORITY, which, who, 0) - 100


def setpriority(which, who, priority):
    """Sets the scheduling priority of a process, a group or a user."""
    _children.control(_SETPRIORITY, which, who, priority)


def sched_getaffinity(pid, /):
    """The processors that a process may run on."""
    with open(f"/proc/{pid or 'thread-self'}/status", encoding="ascii", errors="replace") as file:
        for line in file:
            if line.startswith("Cpus_allowed_list:"):
                ranges = (part.split("-") for part in line.split()[1].split(","))
                return {cpu for part in ranges for cpu in range(int(part[0]), int(part[-1]) + 1)}
    raise ProcessLookupError(3, "No such process")


def getgroups():
    """The groups of this process besides its own."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as file:
        for line in file:
            if line.startswith("Groups:"):
                return [int(group) for group in line.split()[1:]]
    return []


def setgroups(groups, /):
    """Sets the groups of this process; at most 36 of them."""
    groups = list(groups)
    if len(groups) > 36:
        raise ValueError("too many groups")
    _children.resource(3, len(groups), b"".join(_identity(group).to_bytes(4, "little") for group in groups))


def _identity(number):
    """A user or group id as C has it: -1 leaves what is."""
    number = _index(number)
    if not -1 <= number < 1 << 32:
        raise OverflowError("uid is less than minimum" if number < 0 else "uid is greater than maximum")
    return number & 0xFFFFFFFF


def _signed(number):
    number = _identity(number)
    return number - (1 << 32) if number >= 1 << 31 else number


def setreuid(ruid, euid, /):
    """Sets the real and the effective user id; -1 leaves one as it is."""
    _children.control(_SETREUID, _signed(ruid), _signed(euid), 0)


def setregid(rgid, egid, /):
    """Sets the real and the effective group id; -1 leaves one as it is."""
    _children.control(_SETREGID, _signed(rgid), _signed(egid), 0)


def setuid(uid, /):
    """Sets the user id."""
    _children.control(_SETUID, _signed(uid), 0, 0)


def setgid(gid, /):
    """Sets the group id."""
    _children.control(_SETGID, _signed(gid), 0, 0)


def seteuid(euid, /):
    """Sets the effective user id."""
    _children.control(_SETREUID, -1, _signed(euid), 0)


def setegid(egid, /):
    """Sets the effective group id."""
    _children.control(_SETREGID, -1, _signed(egid), 0)
