"""multiprocessing by os.fork(): locks, queues, events and pools that parent and children share."""
import multiprocessing
import os
import tempfile

context = multiprocessing.get_context("fork")


def add(lock, path):
    for _ in range(5):
        with lock:
            with open(path) as file:
                number = int(file.read())
            with open(path, "w") as file:
                file.write(str(number + 1))


def answer(questions, answers, ready):
    ready.set()
    for question in iter(questions.get, None):
        answers.put((question, question * question))


def leave(status):
    os._exit(status)


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "number")
    with open(path, "w") as file:
        file.write("0")
    lock = context.Lock()
    processes = [context.Process(target=add, args=(lock, path)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    with open(path) as file:
        print(file.read(), [process.exitcode for process in processes])

questions, answers, ready = context.Queue(), context.SimpleQueue(), context.Event()
process = context.Process(target=answer, args=(questions, answers, ready))
process.start()
print(ready.wait())
for question in (1, 2, 3, None):
    questions.put(question)
print([answers.get() for _ in range(3)])
process.join()
print(process.exitcode)

# A semaphore that the child gives back, and one that it takes.
semaphore = context.BoundedSemaphore(1)
semaphore.acquire()
process = context.Process(target=semaphore.release)
process.start()
print(semaphore.acquire(), semaphore)
process.join()

here, there = context.Pipe()
process = context.Process(target=there.send, args=({"from": "the child"},))
process.start()
print(here.recv())
process.join()
process = context.Process(target=leave, args=(7,))
process.start()
process.join()
print(process.exitcode)

with context.Pool(2) as pool:
    print(pool.map(abs, range(-4, 0)), pool.apply(divmod, (17, 5)))
    try:
        pool.apply(divmod, (1, 0))
    except ZeroDivisionError as error:
        print(type(error).__name__, type(error.__cause__).__name__)
    pool.close()
    pool.join()
print(multiprocessing.active_children())
