"""Runs one test module of CPython and prints a line for each test: `@@ ok|fail|skip id`. Used by compat.ts.

    PYTHON compat_runner.py LIBRARY MODULE      LIBRARY is the CPython's library folder, where `test` is

Only the package `test` is taken from there; everything else is the library of the Python that runs this.
"""
import contextvars
import gc
import sys
import types
import unittest

library, name = sys.argv[1:3]
package = types.ModuleType("test")
package.__path__ = [library + "/test"]
package.__file__ = library + "/test/__init__.py"
sys.modules["test"] = package


# What CPython's tests of its own version import or use at module level, and what is not a question of compatibility.
if sys.implementation.name != "cpython":
    import builtins

    # Before 3.14 a module's __annotations__ was there whenever a name was annotated.
    builtins.__annotations__ = {}

    class Missing(types.ModuleType):
        """A module for tests of CPython's own insides: whoever calls something of it skips its test."""

        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)

            def missing(*args, **kwargs):
                raise unittest.SkipTest(f"needs {self.__name__}.{name}")

            return missing

    for capi in ("_testlimitedcapi", "_testinternalcapi"):
        sys.modules[capi] = Missing(capi)

    # Helpers of test.support ask for it, for tests that have nothing to do with CPython's insides.
    def get_recursion_depth():
        depth, frame = 0, sys._getframe(1)
        while frame is not None:
            depth, frame = depth + 1, frame.f_back
        return depth

    sys.modules["_testinternalcapi"].get_recursion_depth = get_recursion_depth
    # Nothing of ours becomes immortal by being used in a thread.
    sys.modules["_testinternalcapi"].suppress_immortalization = lambda suppress: None
    # What contexts are made of is a type of ours; nobody gets at it but by way of a context.
    sys.modules["_testinternalcapi"].hamt = lambda: gc.get_referents(contextvars.Context())[0]

    # Tests of what CPython calls its own ways are run too: many of those ways are ours.
    import test.support

    test.support.cpython_only = lambda test: test

    if name in ("test_threading", "test_threading_local"):
        # The thread that C starts there, and that calls a function of Python's, is one that the module threading knows nothing of.
        import _thread

        def call_in_temporary_c_thread(function, wait=True):
            global temporary
            temporary = _thread.start_joinable_thread(function)
            if wait:
                join_temporary_c_thread()

        def join_temporary_c_thread():
            temporary.join()

        capi = sys.modules["_testcapi"] = types.ModuleType("_testcapi")
        capi.call_in_temporary_c_thread = call_in_temporary_c_thread
        capi.join_temporary_c_thread = join_temporary_c_thread

    if name == "test_signal":
        # Its programs import it and use nothing of it.
        sys.modules["_testcapi"] = types.ModuleType("_testcapi")
        import test.support.script_helper as helper

        run_program = helper.assert_python_ok
        helper.assert_python_ok = lambda *args, **env: run_program(*(arg.replace("import _testcapi\n", "pass\n") for arg in args), **env)

    if name == "test_subprocess":
        # A macro of C's: the status of a child that a signal stopped.
        capi = sys.modules["_testcapi"] = types.ModuleType("_testcapi")
        capi.W_STOPCODE = lambda signum: signum << 8 | 0x7F


if name.startswith("test_asyncio"):
    # 3.13's tests end each loop with a question about child watchers, which 3.14 has no more.
    import asyncio.unix_events

    def no_child_watcher(self):
        raise NotImplementedError

    if not hasattr(asyncio.unix_events._UnixDefaultEventLoopPolicy, "get_child_watcher"):
        asyncio.unix_events._UnixDefaultEventLoopPolicy.get_child_watcher = no_child_watcher


class Result(unittest.TestResult):
    def _say(self, word, test):
        # In one piece: threads of tests print, too.
        sys.stdout.write(f"\n@@ {word} {test.id().removeprefix('test.')}\n")
        sys.stdout.flush()

    def startTest(self, test):
        super().startTest(test)
        self._outcome_of_subtests = True
        self._say("start", test)

    def addSuccess(self, test):
        self._say("ok" if self._outcome_of_subtests else "fail", test)

    def addExpectedFailure(self, test, err):
        self._say("ok", test)

    def addUnexpectedSuccess(self, test):
        self._say("fail", test)

    def addSkip(self, test, reason):
        self._say("skip", test)

    def _report(self, test, err):
        self._say("fail", test)
        print("======", test.id(), file=sys.stderr)
        print(self._exc_info_to_string(err, test), file=sys.stderr)

    def addError(self, test, err):
        self._report(test, err)

    def addFailure(self, test, err):
        self._report(test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if self._outcome_of_subtests:
                self._report(test, err)
            self._outcome_of_subtests = False


def main():
    __import__("test." + name)
    module = sys.modules["test." + name]
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    suite.run(Result())
    print("@@ end")
    sys.stdout.flush()


if __name__ == "__main__":  # a child of multiprocessing imports this file, too
    main()
