"""The profiler behind cProfile, over sys.monitoring.

Each thread has a stack of the calls that run; what a call took, without what it called, is added to the entry of its code when it
ends, and to the entry's part for its caller.
"""

import sys
import types
from _thread import get_ident
from time import perf_counter

_mon = sys.monitoring
_TOOL = _mon.PROFILER_ID
_NAME = "cProfile"

profiler_entry = sys._make_structseq("_lsprof.profiler_entry", ("code", "callcount", "reccallcount", "totaltime", "inlinetime", "calls"), 6, None)
profiler_subentry = sys._make_structseq("_lsprof.profiler_subentry", ("code", "callcount", "reccallcount", "totaltime", "inlinetime"), 5, None)


class _Entry:
    """What is known of one code object or native function; or of it as called by another."""

    __slots__ = ("code", "calls", "recursive", "total", "inline", "level", "parts")

    def __init__(self, code):
        self.code = code
        self.calls = self.recursive = self.level = 0
        self.total = self.inline = 0
        self.parts = {}

    def add(self, total, inline):
        self.level -= 1
        if self.level:
            self.recursive += 1
        else:
            self.total += total
        self.inline += inline
        self.calls += 1


def _native_name(function, first):
    if isinstance(function, types.BuiltinFunctionType):
        owner = function.__self__
        if owner is None or isinstance(owner, types.ModuleType):
            module = function.__module__
            name = function.__name__
            return f"<built-in method {module}.{name}>" if isinstance(module, str) else f"<built-in method {name}>"
        found = getattr(type(owner), function.__name__, None)
        if isinstance(found, types.MethodDescriptorType):
            return repr(found)
        return f"<built-in method {function.__qualname__}>"
    return repr(function)


class Profiler:
    """Profiler(timer=None, timeunit=0.0, subcalls=True, builtins=True)"""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer
        self._unit = timeunit
        self._subcalls = subcalls
        self._builtins = builtins
        self._enabled = False
        self._entries = {}
        self._stacks = {}

    # Calls

    def _enter(self, key, code):
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = _Entry(code)
        entry.level += 1
        stack = self._stacks.setdefault(get_ident(), [])
        part = None
        if self._subcalls and stack:
            parts = stack[-1][0].parts
            part = parts.get(key)
            if part is None:
                part = parts[key] = _Entry(entry.code)  # the same object: cProfile goes by identity
            part.level += 1
        # entry, part, time spent in calls, start
        stack.append([entry, part, 0, self._now()])

    def _leave(self, key):
        now = self._now()
        stack = self._stacks.get(get_ident())
        # What was entered before the profiler was enabled has no place on the stack.
        if not stack or self._entries.get(key) is not stack[-1][0]:
            return
        self._end(stack, now)

    def _end(self, stack, now):
        entry, part, inside, start = stack.pop()
        total = now - start
        if stack:
            stack[-1][2] += total
        entry.add(total, total - inside)
        if part is not None:
            part.add(total, total - inside)

    def _started(self, code, offset, *rest):
        code = _OWN.get(code, code)
        self._enter(code, code)

    def _ended(self, code, offset, *rest):
        self._leave(_OWN.get(code, code))

    def _called(self, code, offset, function, first):
        if code in _OWN:
            return
        if isinstance(function, types.BuiltinFunctionType) or (isinstance(function, types.MethodDescriptorType) and first is not _mon.MISSING):
            name = _native_name(function, first)
            self._enter(name, name)

    def _returned(self, code, offset, function, first):
        if isinstance(function, (types.BuiltinFunctionType, types.MethodDescriptorType)):
            self._leave(_native_name(function, first))

    def _now(self):
        return self._timer() if self._timer is not None else perf_counter()

    # The interface

    def enable(self, subcalls=True, builtins=True):
        """Start collecting profiling information."""
        self._subcalls = subcalls
        self._builtins = builtins
        try:
            _mon.use_tool_id(_TOOL, _NAME)
        except ValueError:
            raise ValueError("Another profiling tool is already active") from None
        self._enabled = True
        events = _mon.events
        starts = events.PY_START, events.PY_RESUME, events.PY_THROW
        ends = events.PY_RETURN, events.PY_YIELD, events.PY_UNWIND
        wanted = 0
        for event in starts:
            _mon.register_callback(_TOOL, event, self._started)
            wanted |= event
        for event in ends:
            _mon.register_callback(_TOOL, event, self._ended)
            wanted |= event
        if builtins:
            _mon.register_callback(_TOOL, events.CALL, self._called)
            _mon.register_callback(_TOOL, events.C_RETURN, self._returned)
            _mon.register_callback(_TOOL, events.C_RAISE, self._returned)
            wanted |= events.CALL
        _mon.set_events(_TOOL, wanted)

    def disable(self):
        """Stop collecting profiling information."""
        if not self._enabled:
            return
        _mon.set_events(_TOOL, 0)
        _mon.free_tool_id(_TOOL)
        self._enabled = False
        now = self._now()
        for stack in self._stacks.values():
            while stack:
                self._end(stack, now)
        self._stacks.clear()

    def clear(self):
        """Clear all profiling information collected so far."""
        self._entries.clear()
        self._stacks.clear()

    def getstats(self):
        """A list of profiler_entry objects, one for each function that was called."""
        unit = (self._unit or 1) if self._timer is not None else 1
        result = []
        for entry in self._entries.values():
            if not entry.calls:
                continue
            parts = [
                profiler_subentry((part.code, part.calls, part.recursive, part.total * unit, part.inline * unit))
                for part in entry.parts.values()
                if part.calls
            ] or None
            result.append(profiler_entry((entry.code, entry.calls, entry.recursive, entry.total * unit, entry.inline * unit, parts)))
        return result


# Methods that a profile shows as the native ones that they are elsewhere.
_OWN = {getattr(Profiler, name).__code__: f"<method '{name}' of '_lsprof.Profiler' objects>" for name in ("enable", "disable", "clear", "getstats")}
