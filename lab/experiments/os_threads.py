"""Threads are threads of the operating system

order: 1
claim: Each Python thread is a thread of the operating system, with a native id of its own, not a green thread.
about: Twenty threads are started and held. Each says its native id; meanwhile the system is asked which threads the process
    has (/proc/self/task). A green thread would be missing there, or share its id with others.
"""
import os
import threading

from harness import FAILS, HOLDS, LIMITED, undecided


def tasks():
    try:
        return {int(name) for name in os.listdir("/proc/self/task")}
    except OSError:
        return None


def experiment(lab):
    count = lab.size(20, 5)
    ids, gate, up = [], threading.Event(), threading.Semaphore(0)

    def body():
        ids.append(threading.get_native_id())
        up.release()
        gate.wait()

    before = tasks()
    threads = [threading.Thread(target=body) for _ in range(count)]
    for t in threads:
        t.start()
    for _ in threads:
        up.acquire()
    during = tasks()
    python = len(threading.enumerate())
    gate.set()
    for t in threads:
        t.join()
    lab.figure("threads started", count)
    lab.figure("different native ids", len(set(ids)))
    if during is None:
        return undecided("this system has no /proc/self/task to ask")
    lab.figure("of them listed by the system", len(set(ids) & during))
    lab.figure("threads that threading.enumerate() has", python)
    lab.figure("threads that the system lists", len(during))
    lab.figure("threads that the system listed before", len(before))
    return judge(count, len(set(ids)), len(set(ids) & during), python, len(during))


def judge(count, different, listed, python, system):
    if different < count or listed < count:
        return FAILS, "of %d threads only %d have a native id of their own that the system knows" % (count, min(different, listed))
    if system == python:
        return HOLDS, "%d threads have %d native ids; the system lists exactly the %d threads that Python has" % (count, different, python)
    return LIMITED, ("%d threads have %d native ids, all listed by the system; it lists %d threads where Python has %d: "
                     "the others belong to the platform, or wait for the next thread to start" % (count, different, system, python))
