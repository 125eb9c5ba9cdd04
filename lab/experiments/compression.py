"""Compression runs side by side

order: 10
claim: Native code that computes for long gives the GIL up: two threads that compress run on two processors.
about: zlib.compress on a few megabytes, twice in one thread and once in each of two threads. If that gains nothing, two processes
    that compute are tried: if they gain nothing either, no processor is free and nothing can be said.
"""
import zlib

from harness import judge_native as judge, native_work


def experiment(lab):
    data = bytes(range(256)) * lab.size(16_000, 2000)
    return native_work(lab, lambda: zlib.compress(data, 6), "compress")
