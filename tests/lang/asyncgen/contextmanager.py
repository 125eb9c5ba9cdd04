# contextlib's asynchronous half on asynchronous generators.
import types
@types.coroutine
def tick(): yield
def run(c):
    try:
        while True: c.send(None)
    except StopIteration: pass
from contextlib import asynccontextmanager, AsyncExitStack, aclosing
@asynccontextmanager
async def cm(n):
    print("in", n)
    try: yield n
    except ValueError as e: print("swallow", e)
    finally: print("out", n)
async def ticks():
    try:
        for i in range(10): yield i
    finally: print("ticks closed")
async def main():
    async with cm(1) as x, cm(2): print(x)
    async with cm(3): raise ValueError("v")
    async with AsyncExitStack() as st:
        for i in range(2): await st.enter_async_context(cm(i + 10))
        print("stacked")
    async with aclosing(ticks()) as t:
        async for i in t:
            if i == 2: break
    print("end")
run(main())
