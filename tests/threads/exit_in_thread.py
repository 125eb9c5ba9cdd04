# The status of the process is the main thread's.
# exit: 3
import sys
import threading
import time

t = threading.Thread(target=lambda: (time.sleep(0.1), print("last")))
t.start()
sys.exit(3)
