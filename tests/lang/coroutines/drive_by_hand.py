# Coroutines without an event loop.
import types
class Wait:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got * 2
async def inner(n):
    a = await Wait(n)
    b = await Wait(n + 1)
    return a + b
async def outer():
    print("begin")
    r = await inner(1)
    print("inner gave", r)
    return r
c = outer()
print(c.send(None), c.send(10))
try: c.send(20)
except StopIteration as e: print("result", e.value)
try: c.send(None)
except RuntimeError as e: print(e)
@types.coroutine
def gen(): x = yield "g"; return x
async def use(): return await gen()
u = use(); print(u.send(None))
try: u.send("back")
except StopIteration as e: print(e.value)
async def bad(): await 5
try: bad().send(None)
except TypeError as e: print(type(e).__name__)
