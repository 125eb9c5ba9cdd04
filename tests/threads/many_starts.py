# Ended threads leave their Worker to the next: 2,000 starts, never more than a few at once.
import threading

done = []
for i in range(2000):
    t = threading.Thread(target=done.append, args=(i,))
    t.start()
    t.join()
print(done == list(range(2000)))
