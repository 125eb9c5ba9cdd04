# Trace and profile functions belong to threads: threading.settrace, settrace_all_threads, setprofile.
import sys
import threading

seen = {}


def tracer(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        seen.setdefault(threading.current_thread().name, []).append((event, frame.f_code.co_name))
    return tracer


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def show():
    for name in sorted(seen):
        events = seen[name]
        print(name, len(events), events[0], events[-1], sum(e[0] == "line" for e in events))
    seen.clear()


threading.settrace(tracer)
threads = [threading.Thread(target=work, args=(n,), name=f"t{n}") for n in range(1, 6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
threading.settrace(None)
work(3)
show()

# A thread that is not traced runs the same code meanwhile and hears of nothing.
ready, go = threading.Event(), threading.Event()


def other():
    ready.set()
    go.wait()
    results.append(work(1000))
    results.append(sys.gettrace())


results = []
t = threading.Thread(target=other, name="other")
t.start()
ready.wait()
sys.settrace(tracer)
go.set()
t.join()
work(2)
sys.settrace(None)
print(results)
show()

# All threads that run get the function.
started, stop = threading.Barrier(3), threading.Event()


def looping():
    started.wait()
    stop.wait()
    work(2)


pair = [threading.Thread(target=looping, name=f"l{n}") for n in range(2)]
for t in pair:
    t.start()
started.wait()
threading.settrace_all_threads(tracer)
stop.set()
for t in pair:
    t.join()
threading.settrace_all_threads(None)
print(sorted(name for name in seen if name.startswith("l")), [e for e in seen["l0"] if e[1] == "work"])
seen.clear()
print(sys.gettrace(), threading.gettrace())

threading.setprofile(tracer)
t = threading.Thread(target=work, args=(3,), name="p")
t.start()
t.join()
threading.setprofile(None)
show()
