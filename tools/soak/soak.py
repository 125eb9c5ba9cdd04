"""A soak: 200 threads do everything that threads do, at random, for as long as one likes, and every round is checked.

    tollbooth tools/soak/soak.py [SECONDS [SEED [THREADS]]]

A round starts its threads, lets each do a number of random steps (the functions named step_…), joins them and checks: what was counted under
locks is right, each item of a queue arrived once, no thread is left. After a collection no more blocks are to be allocated than in
earlier rounds, but for the one that each Worker in reserve keeps: half a block more a round is a leak. A watchdog ends the program
with a dump of all stacks when nothing moves for a minute. Exit status 1 if anything was wrong.
"""
import collections
import concurrent.futures
import contextvars
import gc
import os
import queue
import random
import statistics
import sys
import threading
import time
import traceback
import weakref

STEPS = 40
PATIENCE = 60.0
SPARES = 8

moved = time.monotonic()
failures = []


def fail(message):
    failures.append(message)
    print("FAIL", message, flush=True)


class Round:
    """What the threads of one round share."""

    def __init__(self, rng):
        self.lock = threading.Lock()
        self.rlock = threading.RLock()
        self.counted = 0
        self.expected = collections.Counter()
        self.condition = threading.Condition()
        self.tokens = 0
        self.semaphore = threading.BoundedSemaphore(5)
        self.inside = 0
        self.most_inside = 0
        self.event = threading.Event()
        self.queue = queue.Queue(rng.choice([0, 1, 7, 64]))
        self.simple = queue.SimpleQueue()
        self.put = collections.deque()
        self.got = collections.deque()
        self.local = threading.local()
        self.shared_dict = {}
        self.shared_list = []
        self.finalised = collections.deque()
        self.made = collections.deque()
        self.pool = concurrent.futures.ThreadPoolExecutor(4)
        self.interrupted = collections.deque()


class Node:
    """Garbage in a cycle, with a finaliser."""

    def __init__(self, done):
        self.done = done
        self.self = self

    def __del__(self):
        self.done.append(1)


variable = contextvars.ContextVar("variable", default=0)


def step_count(r, rng):
    n = rng.randrange(1, 50)
    for _ in range(n):
        with r.lock:
            r.counted += 1
    with r.lock:
        r.expected["counted"] += n


def step_nested(r, rng):
    def down(n):
        with r.rlock:
            return n and 1 + down(n - 1)

    n = rng.randrange(1, 20)
    assert down(n) == n


def step_condition(r, rng):
    with r.condition:
        if rng.random() < 0.6:
            r.tokens += 1
            r.condition.notify(rng.randrange(1, 3))
        elif r.condition.wait_for(lambda: r.tokens > 0, rng.random() * 0.01):
            r.tokens -= 1
        assert r.tokens >= 0


def step_semaphore(r, rng):
    if not r.semaphore.acquire(timeout=rng.random() * 0.05):
        return
    try:
        with r.lock:
            r.inside += 1
            r.most_inside = max(r.most_inside, r.inside)
        if rng.random() < 0.3:
            time.sleep(rng.random() * 0.001)
        with r.lock:
            r.inside -= 1
    finally:
        r.semaphore.release()


def step_event(r, rng):
    if rng.random() < 0.3:
        r.event.set()
    elif rng.random() < 0.3:
        r.event.clear()
    else:
        r.event.wait(rng.random() * 0.005)


def step_barrier(r, rng):
    barrier = threading.Barrier(3)
    arrived = []

    def arrive():
        try:
            arrived.append(barrier.wait(2))
        except threading.BrokenBarrierError:
            pass

    others = [threading.Thread(target=arrive) for _ in range(2)]
    for t in others:
        t.start()
    if rng.random() < 0.2:
        barrier.abort()
    else:
        try:
            arrived.append(barrier.wait(2))
        except threading.BrokenBarrierError:
            pass
    for t in others:
        t.join()
    assert len(set(arrived)) == len(arrived)


def step_put(r, rng):
    item = (threading.get_ident(), rng.getrandbits(60))
    try:
        r.queue.put(item, timeout=rng.random() * 0.01)
    except queue.Full:
        return
    r.put.append(item)


def step_get(r, rng):
    try:
        r.got.append(r.queue.get(timeout=rng.random() * 0.01))
    except queue.Empty:
        pass


def step_simple(r, rng):
    if rng.random() < 0.5:
        item = (1, rng.getrandbits(60))
        r.put.append(item)
        r.simple.put(item)
    else:
        try:
            r.got.append(r.simple.get(timeout=rng.random() * 0.005))
        except queue.Empty:
            pass


def step_local(r, rng):
    r.local.value = getattr(r.local, "value", 0) + 1
    r.local.owner = threading.get_ident()
    time.sleep(0)
    assert r.local.owner == threading.get_ident()


def step_exception(r, rng):
    def deep(n):
        if n == 0:
            raise rng.choice([ValueError, KeyError, OSError])("deep")
        try:
            deep(n - 1)
        except ValueError as e:
            raise RuntimeError(n) from e

    try:
        deep(rng.randrange(1, 12))
    except (RuntimeError, KeyError, OSError) as e:
        text = "".join(traceback.format_exception(e)) if rng.random() < 0.1 else ""
        assert e.__traceback__ is not None and (not text or "deep" in text)
    try:
        raise ExceptionGroup("group", [ValueError(1), TypeError(2)])
    except* ValueError as group:
        assert len(group.exceptions) == 1
    except* TypeError:
        pass


def step_recursion(r, rng):
    def endless():
        return endless() + 1

    if rng.random() < 0.1:
        try:
            endless()
        except RecursionError:
            pass


def step_garbage(r, rng):
    for _ in range(rng.randrange(1, 10)):
        r.made.append(1)
        node = Node(r.finalised)
        node.ref = weakref.ref(node, lambda ref: None)
    if rng.random() < 0.05:
        del node
        gc.collect(rng.randrange(3))


def step_thread(r, rng):
    done = []
    t = threading.Thread(target=done.append, args=(1,), daemon=rng.random() < 0.5, name=f"child-{rng.randrange(1000)}")
    t.start()
    if rng.random() < 0.1:
        assert t.name.startswith("child")
    t.join()
    assert done == [1] and not t.is_alive()


def step_dying_thread(r, rng):
    def die():
        raise SystemExit if rng.random() < 0.5 else Expected

    t = threading.Thread(target=die)
    t.start()
    t.join()


class Expected(Exception):
    """Dies in a thread; the hook of main() knows it."""


def step_sleep(r, rng):
    time.sleep(rng.random() * 0.003)


def step_compute(r, rng):
    x = 1
    for _ in range(rng.randrange(5000)):
        x = x * 48271 % 2147483647
    assert x


def step_pipe(r, rng):
    ends = os.pipe()
    try:
        data = rng.randbytes(rng.randrange(1, 100))
        t = threading.Thread(target=os.write, args=(ends[1], data))
        t.start()
        assert os.read(ends[0], 1000) == data
        t.join()
    finally:
        os.close(ends[0])
        os.close(ends[1])


def step_shared(r, rng):
    key = rng.randrange(50)
    choice = rng.randrange(6)
    if choice == 0:
        r.shared_dict[key] = [key]
    elif choice == 1:
        r.shared_dict.pop(key, None)
    elif choice == 2:
        r.shared_list.append(key)
    elif choice == 3 and r.shared_list:
        try:
            r.shared_list.pop()
        except IndexError:
            pass
    elif choice == 4:
        sorted(list(r.shared_list))
    else:
        try:
            sum(len(v) for v in r.shared_dict.values())
        except RuntimeError as e:
            assert "changed" in str(e), e


def step_generator(r, rng):
    def numbers(n):
        try:
            for i in range(n):
                yield i
        finally:
            r.shared_list.append(n)

    g = numbers(rng.randrange(1, 30))
    for i in g:
        if i > 10:
            break
    g.close()


def step_pool(r, rng):
    if rng.random() < 0.1:
        futures = [r.pool.submit(pow, 3, i, 1000) for i in range(3)]
        assert [f.result(30) for f in futures] == [1, 3, 9]


def step_context(r, rng):
    context = contextvars.copy_context()
    n = rng.randrange(1000)

    def check():
        variable.set(n)
        time.sleep(0)
        assert variable.get() == n

    context.run(check)
    assert variable.get() == 0


def step_interval(r, rng):
    if rng.random() < 0.02:
        sys.setswitchinterval(rng.choice([1e-5, 0.0005, 0.005]))


def step_timer(r, rng):
    if rng.random() < 0.1:
        timer = threading.Timer(rng.random() * 0.002, r.event.set)
        timer.start()
        if rng.random() < 0.5:
            timer.cancel()
        timer.join()


class Stop(Exception):
    """Set in another thread while it computes."""


def step_async(r, rng):
    if async_raise is None or rng.random() > 0.1:
        return
    ready = threading.Event()

    def victim():
        try:
            ready.set()
            while True:
                pass
        except Stop:
            r.interrupted.append(1)

    t = threading.Thread(target=victim)
    t.start()
    ready.wait()
    assert async_raise(t.ident, Stop) == 1
    t.join()
    assert not t.is_alive()


try:
    from tollbooth import async_raise
except ImportError:
    async_raise = None

STEPS_BY_NAME = [value for name, value in sorted(globals().items()) if name.startswith("step_")]


def work(r, seed, counts):
    global moved
    rng = random.Random(seed)
    for _ in range(STEPS):
        step = rng.choice(STEPS_BY_NAME)
        counts[step.__name__] += 1
        try:
            step(r, rng)
        except Exception as e:
            fail(f"{step.__name__}: {''.join(traceback.format_exception(e))}")
        moved = time.monotonic()

def one_round(seed, count):
    rng = random.Random(seed)
    r = Round(rng)
    counts = collections.Counter()
    threads = [threading.Thread(target=work, args=(r, rng.getrandbits(60), counts), name=f"soak-{i}") for i in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    r.pool.shutdown()
    for source in (r.queue, r.simple):
        while True:
            try:
                r.got.append(source.get_nowait())
            except queue.Empty:
                break
    if r.counted != r.expected["counted"]:
        fail(f"counted {r.counted} under the lock, {r.expected['counted']} were due")
    if collections.Counter(r.put) != collections.Counter(r.got):
        fail(f"{len(r.put)} items were put, {len(r.got)} came out, or not the same")
    if r.most_inside > 5 or r.inside:
        fail(f"{r.most_inside} threads were inside a semaphore of 5, {r.inside} are left")
    made, finalised = r.made, r.finalised
    del r, threads, t
    gc.collect()
    gc.collect()
    if len(made) != len(finalised):
        fail(f"{len(made)} nodes were made, {len(finalised)} finalised")
    if threading.active_count() != 2:  # the watchdog is one
        fail(f"threads are left: {threading.enumerate()}")
    return counts


def blocks_in_use():
    """Allocated blocks but for one for each OS thread: a parked Worker keeps its thread's, and a round with more threads at once than any before leaves more
    Workers. (A Worker that has not had a thread yet has none, so the figure may be off by SPARES.)"""
    gc.collect()
    tasks = "/proc/self/task"
    return sys.getallocatedblocks() - (len(os.listdir(tasks)) if os.path.isdir(tasks) else 0)


def watch():
    while not finished.wait(5):
        if time.monotonic() - moved > PATIENCE:
            print(f"FAIL nothing moved for {PATIENCE:.0f} s", flush=True)
            frames = sys._current_frames()
            for t in threading.enumerate():
                print(f"--- {t.name}", flush=True)
                if t.ident in frames:
                    traceback.print_stack(frames[t.ident], file=sys.stdout)
            sys.stdout.flush()
            os._exit(1)


finished = threading.Event()


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().getrandbits(32)
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    print(f"soak: {seconds:.0f} s, seed {seed}, {count} threads", flush=True)
    threading.excepthook = lambda args: args.exc_type in (Expected, SystemExit) or fail(f"in a thread: {args.exc_type} {args.exc_value}")
    threading.Thread(target=watch, name="watchdog", daemon=True).start()
    end = time.monotonic() + seconds
    total, blocks = collections.Counter(), []
    while time.monotonic() < end:
        total += one_round(seed + len(blocks), count)
        blocks.append(blocks_in_use())
        if len(blocks) % 20 == 1:
            print(f"round {len(blocks)}: {blocks[-1]} blocks", flush=True)
    third = len(blocks) // 3
    if third >= 2 and statistics.median(blocks[-third:]) - statistics.median(blocks[third : 2 * third]) > max(SPARES, third / 2):
        fail(f"blocks grow: {blocks[:: max(1, len(blocks) // 20)]}")
    finished.set()
    steps = sum(total.values())
    print(f"soak: {len(blocks)} rounds, {steps} steps, blocks {blocks[0]} to {blocks[-1]}, {len(failures)} failures", flush=True)
    print(" ".join(f"{name[5:]} {n}" for name, n in sorted(total.items())))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
