# A closed standard stream stays closed, and threads start all the same.
import os
import threading

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
