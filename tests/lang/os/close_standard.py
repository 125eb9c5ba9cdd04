# A closed standard stream stays closed, and threads start all the same.
import os
import threading

before = os.dup(0)
os.close(0)
try:
    os.read(0, 1)
except OSError as e:
    print(e.errno, e.strerror)
seen = []
threads = [threading.Thread(target=seen.append, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(seen))
os.dup2(before, 0)
os.close(before)
