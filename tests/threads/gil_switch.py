# Two computing threads both get on: the one that holds the GIL is asked to give it up.
import threading

counts = [0, 0]
stop = False


def work(i):
    while not stop:
        counts[i] += 1
        if counts[0] > 20_000 and counts[1] > 20_000:
            return


threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join(50)
stop = True
print(min(counts) > 20_000)
