# async with and async for, driven to the end by hand.
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
class CM:
    async def __aenter__(self): print("aenter"); return "cm"
    async def __aexit__(self, t, v, tb): print("aexit", t and t.__name__); return t is KeyError
class It:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        return self.n
async def main():
    async with CM() as x: print(x)
    async with CM(): raise KeyError
    async for i in It(3): print(i)
    else: print("else")
    print([i async for i in It(3) if i != 1], {i: i async for i in It(2)})
    try:
        async with 5: pass
    except TypeError as e: print("TypeError")
    try:
        async for i in [1]: pass
    except TypeError as e: print(e)
    return "done"
print(run(main()))
