# A token goes round between threads thousands of times: who waits spins now and then, and now and then sleeps.
import threading


def ring(size, rounds, wait):
    gates = [threading.Lock() for _ in range(size)]
    for gate in gates:
        gate.acquire()
    token = {"holder": 0, "moves": 0}
    wrong = []

    def member(me):
        for _ in range(rounds):
            wait(gates[me])
            if token["holder"] != me:
                wrong.append(me)
            token["holder"] = (me + 1) % size
            token["moves"] += 1
            gates[(me + 1) % size].release()

    threads = [threading.Thread(target=member, args=(i,)) for i in range(size)]
    for t in threads:
        t.start()
    gates[0].release()
    for t in threads:
        t.join()
    # The last member has given the token back to the first, and to nobody else.
    return token["moves"], wrong, [gate.locked() for gate in gates]


def patient(gate):
    gate.acquire()


def impatient(gate):
    """Most of these waits end before the token comes."""
    while not gate.acquire(timeout=0.00001):
        pass


print(ring(2, 5000, patient))
print(ring(3, 2000, patient))
print(ring(7, 500, patient))
print(ring(2, 1000, impatient))
print(ring(4, 250, impatient))

# An RLock that everybody takes, one of them twice over.
lock = threading.RLock()
total = 0


def add(depth):
    global total
    for _ in range(2000):
        with lock:
            if depth:
                with lock:
                    total += 1
            else:
                total += 1


threads = [threading.Thread(target=add, args=(i % 2,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total, lock.acquire(blocking=False))
lock.release()
