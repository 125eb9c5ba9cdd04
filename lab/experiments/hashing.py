"""Hashing runs side by side

order: 11
claim: Hashing gives the GIL up for long data: two threads that hash run on two processors.
about: hashlib.sha256 on some megabytes, twice in one thread and once in each of two. Short data is hashed with the GIL held, for a
    hand-over would cost more than it gains: the limit is 2047 bytes.
"""
import hashlib

from harness import judge_native as judge, native_work


def experiment(lab):
    data = bytes(range(256)) * lab.size(100_000, 20_000)
    return native_work(lab, lambda: hashlib.sha256(data).digest(), "hash")
