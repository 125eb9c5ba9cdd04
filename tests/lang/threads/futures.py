# concurrent.futures with a pool of threads.
from concurrent.futures import ThreadPoolExecutor, wait, as_completed
def f(n):
    if n == 3: raise ValueError("three")
    return n * n
with ThreadPoolExecutor(max_workers=2) as ex:
    print(list(ex.map(f, [1, 2, 4])))
    fs = [ex.submit(f, i) for i in range(5)]
    done, rest = wait(fs); print(len(done), len(rest), sorted(x.result() for x in as_completed(fs) if not x.exception()), repr(fs[3].exception()))
    fs[0].add_done_callback(lambda x: print("done", x.result()))
try: ex.submit(f, 1)
except RuntimeError as e: print(e)
