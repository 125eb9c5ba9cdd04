"""Deadlock

order: 8
claim: The GIL does not keep programs from deadlock: two threads that take two locks in opposite order stand still.
about: Each of two threads takes its first lock, waits until the other has its own, and asks for the other's with a time
    limit, so that we can look at it and go on. Then both take the locks in the same order, many times.
"""
import threading

from harness import FAILS, HOLDS, clock


def opposite(limit):
    """Both threads' attempts at their second lock: whether they got it, and how long they waited."""
    a, b, both = threading.Lock(), threading.Lock(), threading.Barrier(2)
    got = []

    def body(first, second):
        with first:
            both.wait()
            start = clock()
            is_mine = second.acquire(timeout=limit)
            got.append((is_mine, clock() - start))
            both.wait()  # nobody lets go before both have tried
            if is_mine:
                second.release()

    threads = [threading.Thread(target=body, args=pair) for pair in ((a, b), (b, a))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return got


def same_order(turns):
    a, b, done = threading.Lock(), threading.Lock(), []

    def body():
        for _ in range(turns):
            with a:
                with b:
                    done.append(None)

    threads = [threading.Thread(target=body) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(30)
    return len(done)


def experiment(lab):
    limit, turns = lab.size(0.5, 0.1), lab.size(5000, 200)
    got = opposite(limit)
    lab.figure("threads that got their second lock, in opposite order", sum(mine for mine, _ in got))
    lab.figure("they waited", [seconds * 1e3 for _, seconds in got], "ms")
    done = same_order(turns)
    lab.figure("turns done in the same order", done)
    return judge(sum(mine for mine, _ in got), limit * 1e3, done, 2 * turns)


def judge(lucky, limit, done, wanted):
    if lucky:
        return FAILS, "%d of two threads got its second lock although the other held it" % lucky
    if done < wanted:
        return FAILS, "even in the same order only %d of %d turns were done" % (done, wanted)
    return HOLDS, "in opposite order both threads waited %.0f ms in vain, and would have for ever; in the same order they did all %d turns" % (limit, wanted)
