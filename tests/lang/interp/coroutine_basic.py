import types

@types.coroutine
def switch(v):
    return (yield v)

async def inner(n):
    r = await switch(n)
    return r * 2

async def outer():
    total = 0
    for i in range(3):
        total += await inner(i)
    return total

c = outer()
print(c.cr_running, c.cr_await)
v = c.send(None)
try:
    while True:
        print("switch", v, c.cr_await.__name__)
        v = c.send(v + 10)
except StopIteration as e:
    print(e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)

async def bad():
    await 1

try:
    bad().send(None)
except TypeError as e:
    print("TypeError")

class A:
    def __await__(self):
        yield "a"
        return 5

async def use():
    return await A()

c = use()
print(c.send(None))
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
