"""_multiprocessing.SemLock, in one process: what it says, counts and refuses, and threads that wait for it."""
import _multiprocessing
import os
import threading

SemLock = _multiprocessing.SemLock
RECURSIVE_MUTEX, SEMAPHORE = 0, 1
NAME = f"/tollbooth-{os.getpid()}-"


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error)


lock = SemLock(RECURSIVE_MUTEX, 1, 1, NAME + "a", True)
print(lock.kind, lock.maxvalue, lock.name, lock._is_mine(), lock._count(), lock._get_value(), lock._is_zero())
print(lock.acquire(), lock.acquire(), lock._count(), lock._is_mine(), lock._get_value(), lock._is_zero())
print(lock.release(), lock._count(), lock.release(), lock._count(), lock._get_value())
print(attempt(lock.release))
with lock as entered:
    print(entered, lock._count())
    other = []
    thread = threading.Thread(target=lambda: other.extend((lock._is_mine(), lock.acquire(False), lock.acquire(True, 0), attempt(lock.release))))
    thread.start()
    thread.join()
    print(other)
lock.acquire()
lock._after_fork()
print(lock._count(), lock._is_mine(), lock._get_value())

semaphore = SemLock(SEMAPHORE, 2, 3, NAME + "b", False)
print(semaphore.kind, semaphore.maxvalue, semaphore.name == NAME + "b")
print([semaphore.acquire(False) for _ in range(3)], semaphore._get_value(), semaphore._is_zero())
print([attempt(semaphore.release) for _ in range(4)], semaphore._get_value())
print(attempt(SemLock, SEMAPHORE, 1, 1, NAME + "b", True))

# Another that has the same name is the same semaphore.
twin = SemLock._rebuild(0, SEMAPHORE, 3, NAME + "b")
print(twin.acquire(block=False), semaphore._get_value(), twin._count(), semaphore._count())
print(twin.acquire(timeout=5), twin.acquire(True, None), twin.acquire(True, -1), twin.acquire(timeout=0.01))
_multiprocessing.sem_unlink(NAME + "b")
print(attempt(_multiprocessing.sem_unlink, NAME + "b"))
print(attempt(SemLock._rebuild, 0, SEMAPHORE, 3, NAME + "b")[0])
print(attempt(SemLock, 2, 1, 1, NAME + "c", True))

# One that waits leaves the others running, and has it once it is given back.
said = []
waiting = threading.Thread(target=lambda: said.append(semaphore.acquire()))
waiting.start()
total = sum(range(10000))
print(total, said)
twin.release()
waiting.join()
print(said, semaphore._get_value())

# Exclusion.
mutex, counter = SemLock(SEMAPHORE, 1, 1, NAME + "d", True), 0


def count():
    global counter
    for _ in range(200):
        with mutex:
            counter, before = None, counter
            counter = before + 1


threads = [threading.Thread(target=count) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter, mutex._get_value(), mutex._count())
