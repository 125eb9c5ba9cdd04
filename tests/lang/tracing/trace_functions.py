# Who is called: f_trace, f_trace_lines, f_trace_opcodes, trace functions that fail or change, call_tracing, settrace in the middle.
import sys

out = []


def f():
    x = 1
    y = 2
    return x + y


def quiet(frame, event, arg):
    return None


def lines_off(frame, event, arg):
    frame.f_trace_lines = False
    out.append(event)
    return lines_off


def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    frame.f_trace_lines = False
    out.append(event)
    return opcodes


def fails_at(when):
    def tracer(frame, event, arg):
        out.append(event)
        if event == when:
            raise ValueError(when)
        return tracer
    return tracer


for tracer in (quiet, lines_off):
    sys.settrace(tracer)
    f()
    sys.settrace(None)
    print(out)
    out.clear()

sys.settrace(opcodes)
f()
out.clear()
f()
sys.settrace(None)
print(sorted(set(out)), out[0], out[-1], out.count("opcode") > 4)
out.clear()


def raising():
    try:
        raise KeyError
    except KeyError:
        pass


for when in ("call", "line", "return", "exception"):
    sys.settrace(fails_at(when))
    try:
        raising()
    except ValueError as e:
        tb, names = e.__traceback__, []
        while tb:
            names.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        print(when, repr(e), out, sys.gettrace(), names)
    sys.settrace(None)
    out.clear()


def other(frame, event, arg):
    out.append(("other", event))
    return other


def first(frame, event, arg):
    out.append(("first", event))
    return other


sys.settrace(first)
f()
sys.settrace(None)
print(out)
out.clear()


# A trace function is not traced, unless it asks for it.
def nested(frame, event, arg):
    out.append((event, frame.f_code.co_name))
    if frame.f_code is f.__code__ and event == "call":
        helper()
        sys.call_tracing(helper, ())
    return nested


def helper():
    return 5


sys.settrace(nested)
f()
sys.settrace(None)
print(out)
out.clear()


# The frame that is running hears of lines when it has an f_trace.
def tracer(frame, event, arg):
    out.append((event, frame.f_lineno - here))
    return tracer


here = sys._getframe().f_lineno
sys._getframe().f_trace = tracer
sys.settrace(tracer)
a = 1
for b in (1, 2): a = b
sys.settrace(None)
c = 2
print(out)
sys._getframe().f_trace = None
out.clear()


def starts():
    sys._getframe().f_back.f_trace = tracer
    sys.settrace(tracer)


def caller():
    starts()
    x = 1
    return x


here = caller.__code__.co_firstlineno
caller()
sys.settrace(None)
print(out)
for wrong in ("sys.call_tracing(f, 1)", "sys.settrace()"):
    try:
        eval(wrong)
    except TypeError as e:
        print(e)
