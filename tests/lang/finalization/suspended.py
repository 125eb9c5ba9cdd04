"""Generators and coroutines that globals hold run their finally blocks at the end."""
# leaks: what it leaves goes when the process ends

import sys


def generator(name):
    try:
        yield name
        yield "never"
    finally:
        print("finally of", name, sys.is_finalizing())


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            print("does not end")


async def coroutine():
    try:
        await Pause()
    finally:
        print("finally of a coroutine")


class Pause:
    def __await__(self):
        yield self


class Block:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        print("left a with block by", exc[0].__name__)


def in_block():
    with Block():
        yield


def hook(args):
    print("unraisable:", args.exc_type.__name__, args.exc_value)


sys.unraisablehook = hook
plain = generator("plain")
next(plain)
cyclic = generator("cyclic")
next(cyclic)
holder = [cyclic]
holder.append(holder)
blocked = in_block()
next(blocked)
refusing = stubborn()
next(refusing)
waiting = coroutine()
waiting.send(None)
not_started = generator("not started")
