def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value

async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                print("got", got)
    finally:
        print("closed")

async def main():
    print([x async for x in agen(3)])
    print({x: x * x async for x in agen(2) if x})
    g = agen(5)
    print(await anext(g), await g.asend("hi"))
    try:
        await g.athrow(KeyError("k"))
    except KeyError as e:
        print(repr(e))
    g = agen(3)
    await anext(g)
    await g.aclose()
    print(await anext(g, "default"))
    async for x in agen(4):
        if x == 1:
            break
    else:
        print("no")

    class CM:
        async def __aenter__(self):
            return "cm"

        async def __aexit__(self, *a):
            print("aexit", a[0])
            return True

    async with CM() as v:
        print(v)
        raise ValueError

run(main())
