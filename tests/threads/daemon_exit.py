# Daemon threads end with the process, wherever they are; the others are waited for.
import threading
import time


def forever():
    while True:
        pass


threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()


def late():
    threading.main_thread().join()
    print("joined")


threading.Thread(target=late).start()
print("main ends")
