import threading

data = threading.local()
data.x = "main"
seen = []


class Counted(threading.local):
    made = []

    def __init__(self, start):
        self.made.append(start)
        self.n = start


counted = Counted(5)


def body(i):
    seen.append(hasattr(data, "x"))
    data.x = i
    counted.n += i
    seen.append((data.x, counted.n))


for i in range(3):
    t = threading.Thread(target=body, args=(i,))
    t.start()
    t.join()
print(seen, data.x, counted.n, counted.made)
print(sorted(data.__dict__))
del data.x
print(hasattr(data, "x"))
