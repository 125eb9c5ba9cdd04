"""os: starting processes and waiting for them by hand."""
import os
import signal

pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 7"], os.environ)
child, status = os.waitpid(pid, 0)
print(child == pid, os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status))
pid = os.posix_spawnp("sleep", ["sleep", "30"], os.environ, setsigmask=[], setpgroup=0)
print(os.waitpid(pid, os.WNOHANG), os.getpgid(pid) == pid)
os.kill(pid, signal.SIGSTOP)
child, status = os.waitpid(pid, os.WUNTRACED)
print(os.WIFSTOPPED(status), os.WSTOPSIG(status) == signal.SIGSTOP)
os.kill(pid, signal.SIGCONT)
child, status = os.waitpid(pid, os.WCONTINUED)
print(os.WIFCONTINUED(status))
os.kill(pid, signal.SIGTERM)
child, status, usage = os.wait4(pid, 0)
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.WCOREDUMP(status), usage.ru_utime >= 0)

read_end, write_end = os.pipe()
actions = [(os.POSIX_SPAWN_DUP2, write_end, 1), (os.POSIX_SPAWN_CLOSE, write_end), (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0)]
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "echo $0 $X; cat", ], {"X": "y"}, file_actions=actions)
os.close(write_end)
print(os.read(read_end, 100), os.waitid(os.P_PID, pid, os.WEXITED).si_status)
os.close(read_end)

for call in (
    lambda: os.waitpid(-1, 0),
    lambda: os.wait(),
    lambda: os.posix_spawn("/no/such", ["x"], {}),
    lambda: os.posix_spawn("/bin/true", [], {}),
    lambda: os.posix_spawn("/bin/true", "x", {}),
    lambda: os.posix_spawn("/bin/true", ["true"], {}, file_actions=[(os.POSIX_SPAWN_CLOSE,)]),
    lambda: os.posix_spawn("/bin/true", ["true"], {}, setsigmask=[0]),
    lambda: os.execv("/no/such", ["x"]),
    lambda: os.execve("/bin/true", [""], {}),
    lambda: os.waitstatus_to_exitcode(0x137F),
    lambda: os.getpgid(2**30),
    lambda: os.kill(2**30, 0),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, *error.args[:2] if isinstance(error, OSError) else error.args[:0])
print(os.system("exit 5"), os.system("true"), os.popen("echo from popen").read())
print(os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 3"), os.spawnl(os.P_WAIT, "/no/such", "x"))
print(os.waitpid(os.spawnle(os.P_NOWAIT, "/bin/sh", "sh", "-c", "exit $CODE", {"CODE": "8"}), 0)[1] >> 8)
# A session whose leader is outside of the process's PID namespace (a container) has the id 0.
print(os.getpgrp() == os.getpgid(0), os.getsid(0) >= 0, len(os.sched_getaffinity(0)) > 0, -20 <= os.getpriority(os.PRIO_PROCESS, 0) < 20)
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exec sh -c 'exit 12'"], os.environ)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
