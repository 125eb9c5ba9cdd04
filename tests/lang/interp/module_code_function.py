"""A function made of a module's code: its locals are its globals. The prompt of asyncio runs what is typed this way."""
import inspect
import types


def run(source, flags=0, **names):
    code = compile(source, "typed", "exec", flags)
    return types.FunctionType(code, names), names


f, names = run("x = 1\nimport sys\ndef g(): return x\nclass C:\n    y = x\ndel sys\nz = locals() is globals()")
print(f(), sorted(name for name in names if name != "__builtins__"), names["g"](), names["C"].y, names["z"])
f, names = run("x += 1\nprint(x)", x=1)
f()
f()
print(names["x"])
try:
    f(1)
except TypeError as e:
    print(e)
f, names = run("async def wait(n): return n\ny = await wait(7)\nz = [i for i in range(y)]", 0x2000)
print(inspect.iscoroutinefunction(f))
try:
    f().send(None)
except StopIteration as e:
    print(e.value, names["y"], names["z"])
f, names = run("raise ValueError(undefined := 3)")
try:
    f()
except ValueError as e:
    print(e, names["undefined"])
f, names = run("print(undefined)")
try:
    f()
except NameError as e:
    print(e)
