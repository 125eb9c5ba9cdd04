"""multiprocessing with children that start from nothing: they find locks by their names."""
# leaks: it leaves the tracker of shared resources, a child that lives as long as the process, and others wait for whatever child there is
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def take(lock, connection):
    with lock:
        connection.send(("has it", __name__))
    connection.close()


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    lock = context.RLock()
    here, there = context.Pipe(duplex=False)
    with lock:
        process = context.Process(target=take, args=(lock, there))
        process.start()
        print(here.poll(0.01))
    print(here.recv())
    process.join()
    print(process.exitcode, lock)

    with ProcessPoolExecutor(1, mp_context=context) as pool:
        print(list(pool.map(pow, (1, 2, 3), (2, 2, 2))))
