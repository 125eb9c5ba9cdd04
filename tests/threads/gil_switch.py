# Two computing threads both get on: the one that holds the GIL is asked to give it up.
import threading

counts = [0, 0]


def work(i):
    while min(counts) <= 20_000:
        counts[i] += 1


threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(min(counts) > 20_000)
