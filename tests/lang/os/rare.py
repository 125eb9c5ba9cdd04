# Timers that are descriptors, scheduling, terminals by hand, processes as descriptors.
import os
import select

fd = os.timerfd_create(1)
print(os.get_inheritable(fd), os.timerfd_settime(fd, initial=0.25, interval=64), os.timerfd_gettime_ns(fd)[1])
print(select.select([fd], [], [], 200)[0] == [fd], int.from_bytes(os.read(fd, 8), "little"))
print(os.timerfd_settime_ns(fd, initial=0)[1], os.timerfd_gettime(fd))
os.close(fd)

print(os.sched_param(5), os.sched_param(5).sched_priority, os.sched_getscheduler(0), os.sched_getparam(0), os.sched_get_priority_max(os.SCHED_FIFO))
mine = os.sched_getaffinity(0)
os.sched_setaffinity(0, mine)
print(os.sched_getaffinity(0) == mine, len(os.getresuid()), os.getresgid()[0] == os.getgid(), 7 in os.getgrouplist("root", 7))

master = os.posix_openpt(os.O_RDWR | os.O_NOCTTY)
os.grantpt(master)
os.unlockpt(master)
slave = os.open(os.ptsname(master), os.O_RDWR | os.O_NOCTTY)
os.write(slave, b"hello\n")
text = b""
while not text.endswith(b"\n"):  # a terminal hands on what it has by now
    text += os.read(master, 100)
print(text, os.ptsname(master) == os.ttyname(slave))
os.close(master)
os.close(slave)

child = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 3"], {})
process = os.pidfd_open(child)
print(select.select([process], [], [], 200)[0] == [process], os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
os.close(process)
print(os.makedev(-1, -1), os.major(-1))
for bad in (
    lambda: os.sched_get_priority_max(99), lambda: os.getxattr("/does/not/exist", "user.x"), lambda: os.sched_setaffinity(0, []), lambda: os.sched_setaffinity(0, [-1]),
    lambda: os.major(-2), lambda: os.ptsname(1 << 20), lambda: os.chown("/does/not/exist", 1 << 40, 0), lambda: os.chown("x", "y", 0), lambda: os.pidfd_open(-1),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
