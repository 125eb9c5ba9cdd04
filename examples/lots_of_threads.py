"""99 threads that sleep at the same time, each on an operating-system thread of its own."""
import threading
import time


def main():
    threads = [threading.Thread(target=time.sleep, args=(10,)) for _ in range(99)]
    for thread in threads:
        thread.start()
    print(f"{threading.enumerate() = }")
    print(f"{threading.main_thread() = }")
    print(f"{threading.main_thread().native_id = }")
    print(f"{threading.main_thread().is_alive() = }")
    print(f"{threading.active_count() = }")
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
