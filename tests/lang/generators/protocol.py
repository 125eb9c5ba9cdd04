# send, throw, close and the value of return.
def g():
    print("start")
    try:
        while True:
            x = yield "y"
            print("got", x)
            if x == "stop": return "result"
    except KeyError as e:
        print("thrown", e)
        yield "after throw"
    finally: print("cleanup")
i = g()
print(next(i), i.send(1))
print(i.throw(KeyError("k")))
try: next(i)
except StopIteration as e: print("end", e.value)
i = g(); next(i)
try: i.send("stop")
except StopIteration as e: print(e.value)
i = g()
try: i.send(1)
except TypeError as e: print(e)
i.close(); print(list(i))
i = g(); next(i); i.close()
