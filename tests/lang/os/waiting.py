# select, poll, epoll and selectors.
import os
import select
import selectors
import threading

r, w = os.pipe()
print(select.select([r], [w], [], 0) == ([], [w], []), select.select([r], [], [], 0.01))
os.write(w, b"x")
print(select.select([r], [], [r]) == ([r], [], []), select.select([], [], [], 0))


class HasFileno:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd


reader = HasFileno(r)
print(select.select([reader], (), ()) == ([reader], [], []))

p = select.poll()
p.register(r, select.POLLIN)
p.register(w, select.POLLOUT)
print(sorted((fd == w, events) for fd, events in p.poll()))
p.modify(w, 0)
os.read(r, 1)
print(p.poll(5))
os.close(w)
print([(fd == r, events == select.POLLHUP) for fd, events in p.poll(1000) if fd == r])
p.unregister(w)
print([events == select.POLLHUP for fd, events in p.poll()])
os.close(r)
print([events == select.POLLNVAL for fd, events in p.poll()])

r, w = os.pipe()
with select.epoll() as e:
    e.register(r, select.EPOLLIN)
    print(e.poll(0.01), e.closed)
    threading.Timer(0.05, os.write, (w, b"later")).start()
    print([(fd == r, events == select.EPOLLIN) for fd, events in e.poll(200)])
    e.modify(r, select.EPOLLIN | select.EPOLLET)
    print(len(e.poll(0)), len(e.poll(0)))
    e.unregister(r)
    print(e.poll(0, 10))
print(e.closed)

sel = selectors.DefaultSelector()
print(type(sel).__name__)
key = sel.register(r, selectors.EVENT_READ, "data")
print(key.fd == r, key.data, [(k.data, mask) for k, mask in sel.select()])
os.read(r, 10)
print(sel.select(0.01), sel.select(-1), len(sel.get_map()))
sel.unregister(r)
sel.close()
for cls in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    with cls() as sel:
        sel.register(w, selectors.EVENT_WRITE | selectors.EVENT_READ)
        print(cls.__name__, [mask for _, mask in sel.select()])
os.close(r)
os.close(w)

p, e = select.poll(), select.epoll()
for bad in (
    lambda: p.register(-1), lambda: p.register("x"), lambda: p.register(1, -1), lambda: p.register(1, 1 << 16), lambda: p.modify(99, 1),
    lambda: p.unregister(99), lambda: p.poll("x"), lambda: p.poll(1 << 40), lambda: type(p)(), lambda: select.epoll(-2), lambda: select.epoll(flags=1),
    lambda: e.poll(0, 0), lambda: e.register(-1), lambda: e.modify(99999, 1), lambda: e.unregister(99999), lambda: e.close(), lambda: e.fileno(),
    lambda: e.poll(), lambda: select.select(1, 2, 3), lambda: select.select([-1], [], []), lambda: select.select([1025], [], []),
    lambda: select.select([], [], [], -1), lambda: select.select([], [], [], "x"), lambda: select.select([r], [], [], 0),
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
