"""A priority queue of data class instances, ordered by Python's __lt__."""
import heapq
from dataclasses import dataclass, field


@dataclass(order=True)
class Event:
    at: int
    name: str = field(compare=False)


def bench():
    heap, state, seen = [], 7, 0
    for i in range(12_000):
        state = state * 48271 % 2147483647
        heapq.heappush(heap, Event(state % 10_000, f"e{i}"))
    while heap:
        seen = (seen * 31 + heapq.heappop(heap).at) % 1_000_003
    return seen
