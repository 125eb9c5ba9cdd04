# sys.monitoring (PEP 669): events and their arguments, DISABLE, local events, errors in callbacks.
import sys

mon = sys.monitoring
E = mon.events
TOOL = 3
out = []
NAMES = {value: key for key, value in vars(E).items()}


def line_of(code, offset):
    for start, end, line in code.co_lines():
        if start <= offset < end:
            return line and line - code.co_firstlineno


def callback(event):
    def f(code, *args):
        args = list(args)
        args[0] = args[0] - code.co_firstlineno if event == E.LINE else line_of(code, args[0])
        if event == E.JUMP:
            args[1] = line_of(code, args[1])
        args = ["MISSING" if x is mon.MISSING else getattr(x, "__name__", None) or str(x) for x in args]
        out.append((NAMES[event], code.co_name, *args))
    return f


def run(f, *events):
    out.clear()
    total = 0
    for event in events:
        total |= event
        mon.register_callback(TOOL, event, callback(event))
    mon.set_events(TOOL, total & ~(E.C_RETURN | E.C_RAISE) | total)
    failed = None
    try:
        f()
    except Exception as e:
        failed = repr(e)
    mon.set_events(TOOL, 0)
    for event in events:
        mon.register_callback(TOOL, event, None)
    print(f.__name__, failed)
    for each in out:
        if each[1] != "run":
            print("  ", *each)


def numbers():
    try:
        yield 1
    finally:
        len("ab")
    yield 2


def loops():
    for i in range(2):
        if i:
            pass
        else:
            x = i
    return [j for j in numbers()]


def failing():
    try:
        int("a")
    except ValueError as e:
        pass
    try:
        try:
            1 / 0
        finally:
            len("abc")
    except ZeroDivisionError:
        pass
    it = numbers()
    next(it)
    try:
        it.throw(KeyError("k"))
    except KeyError:
        pass
    raise TypeError("out")


class C:
    def __init__(self, a, k=1):
        self.a = a

    def m(self):
        return super().__hash__

    def __repr__(self):
        return "C()"


def calls():
    c = C(1)
    C(1, k=2)
    c.m()
    "abc".upper()
    f = [].append
    f(1)
    str(5)
    len(*["ab"])


mon.use_tool_id(TOOL, "test")
print(mon.get_tool(TOOL), mon.get_events(TOOL), mon.get_tool(4))
run(loops, E.PY_START, E.PY_RESUME, E.PY_RETURN, E.PY_YIELD, E.LINE, E.JUMP)
run(failing, E.PY_START, E.PY_THROW, E.PY_UNWIND, E.RAISE, E.RERAISE, E.EXCEPTION_HANDLED, E.LINE)
run(calls, E.PY_START, E.CALL, E.C_RETURN, E.C_RAISE)
run(failing, E.CALL, E.C_RETURN, E.C_RAISE)

hits = 0


def once(code, *args):
    global hits
    hits += 1
    return mon.DISABLE


def count(f):
    global hits
    hits = 0
    f()
    return hits


mon.register_callback(TOOL, E.LINE, once)
mon.set_local_events(TOOL, loops.__code__, E.LINE)
print(count(loops), count(loops), mon.get_local_events(TOOL, loops.__code__) == E.LINE, mon.get_local_events(TOOL, calls.__code__))
mon.restart_events()
print(count(loops), count(loops))
mon.set_local_events(TOOL, loops.__code__, 0)
mon.restart_events()
print(count(loops))
mon.register_callback(TOOL, E.LINE, None)
mon.register_callback(TOOL, E.INSTRUCTION, lambda code, offset: steps.append(offset))
steps = []
mon.set_local_events(TOOL, calls.__code__, E.INSTRUCTION)
calls()
mon.set_local_events(TOOL, calls.__code__, 0)
print(len(steps) > 20, steps == sorted(steps), steps[0] >= 0)
mon.register_callback(TOOL, E.INSTRUCTION, None)


def cannot(*args):
    return mon.DISABLE


mon.register_callback(TOOL, E.RAISE, cannot)
mon.set_events(TOOL, E.RAISE)
try:
    {}["key"]
except ValueError as e:
    mon.set_events(TOOL, 0)
    print(e)
print(mon.register_callback(TOOL, E.RAISE, None))


def boom(*args):
    raise RuntimeError("callback")


def target():
    for i in (1, 2):
        x = len("a")
    return x


for event in (E.PY_START, E.LINE, E.PY_RETURN, E.CALL, E.JUMP):
    mon.register_callback(TOOL, event, boom)
    mon.set_local_events(TOOL, target.__code__, event)
    try:
        target()
    except RuntimeError as e:
        print(NAMES[event], repr(e), e.__traceback__.tb_next.tb_frame.f_code.co_name)
    mon.set_local_events(TOOL, target.__code__, 0)
    mon.register_callback(TOOL, event, None)
code = target.__code__
for text in ("mon.use_tool_id(9, 'x')", "mon.use_tool_id(1, 2)", "mon.get_events(1)", "mon.set_events(1, 4)", "mon.use_tool_id(TOOL, 'a')", "mon.set_events(TOOL, 1 << 20)",
             "mon.set_events(TOOL, E.C_RETURN)", "mon.register_callback(TOOL, 3, None)", "mon.register_callback(TOOL, 0, None)", "mon.set_local_events(TOOL, 3, 4)",
             "mon.set_local_events(TOOL, code, E.C_RAISE)", "mon.get_local_events(TOOL, 3)", "mon.set_events('a', 1)", "mon._all_events()"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, type(e).__name__, e)
mon.free_tool_id(TOOL)
print(mon.get_tool(TOOL))
