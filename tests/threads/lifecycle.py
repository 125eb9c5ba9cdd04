import threading


def name():
    return threading.current_thread().name


t = threading.Thread(target=lambda: print(name(), threading.current_thread().daemon), name="worker")
print(t.ident, t.is_alive(), t.native_id)
t.start()
t.join()
print(t.ident is not None, t.is_alive())
for call in (t.start, threading.current_thread().join, threading.Thread().join):
    try:
        call()
    except RuntimeError as e:
        print(e)
print(threading.current_thread() is threading.main_thread(), name())
print(threading.get_ident() == threading.main_thread().ident, threading.get_native_id() == threading.main_thread().native_id)


class Mine(threading.Thread):
    def run(self):
        self.result = 42


m = Mine()
m.start()
m.join()
print(m.result, m.name)
end = threading.Event()
t = threading.Thread(target=end.wait)
t.start()
t.join(0.01)
print(t.is_alive())
end.set()
t.join()
print(t.is_alive())
print(threading.__file__.endswith("threading.py"))
