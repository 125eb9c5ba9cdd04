from concurrent.futures import ThreadPoolExecutor, as_completed
import threading

with ThreadPoolExecutor(4) as pool:
    print(list(pool.map(lambda x: x * x, range(10))))
    futures = [pool.submit(pow, 2, i) for i in range(5)]
    print(sorted(f.result() for f in as_completed(futures)))
    bad = pool.submit(lambda: 1 / 0)
    print(type(bad.exception()).__name__)
print(threading.active_count())
