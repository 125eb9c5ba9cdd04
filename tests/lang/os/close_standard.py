# A closed standard stream stays closed, and threads and children start all the same.
import os
import subprocess
import sys
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
print(subprocess.run([sys.executable, "-c", "print('a child')"], capture_output=True).stdout)
print(os.waitpid(os.posix_spawn(sys.executable, [sys.executable, "-c", "1"], os.environ), 0)[1])
print(os.waitpid(os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", "import os; os.execv('/bin/true', ['true'])"]), 0)[1])
os.dup2(before, 0)
os.close(before)
