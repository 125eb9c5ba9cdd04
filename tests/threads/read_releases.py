# A read that waits releases the GIL: the other thread goes on and ends the wait.
import os
import threading

r, w = os.pipe()
out = []
t = threading.Thread(target=lambda: out.append(os.read(r, 10)))
t.start()
x = sum(range(1000))
os.write(w, b"go")
t.join()
print(out, x)
