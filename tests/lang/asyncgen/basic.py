# Asynchronous generators: iteration, asend, athrow, aclose.
import types
@types.coroutine
def tick(): yield
def run(c):
    try:
        while True: c.send(None)
    except StopIteration: pass
async def g(n):
    try:
        for i in range(n):
            await tick()
            got = yield i
            if got: print("got", got)
    except KeyError: yield "caught"
    finally: print("cleanup")
async def main():
    async for x in g(3): print(x)
    print([x async for x in g(2)])
    a = g(5)
    print(await a.asend(None), await a.asend("v"), await anext(a))
    print(await a.athrow(KeyError()))
    await a.aclose()
    print(await anext(a, "default"))
    try: await anext(g(0))
    except StopAsyncIteration: print("end")
    sq = (x * x async for x in g(3))
    print(type(sq).__name__, [y async for y in sq])
run(main())
