"""Looking into other processes, which Tollbooth cannot. `python -m asyncio` imports this for its commands ps and pstree, and is a prompt without them."""
from collections import namedtuple

FrameInfo = namedtuple("FrameInfo", "filename lineno funcname")


class RemoteUnwinder:
    def __init__(self, pid, **options):
        raise RuntimeError(f"Tollbooth cannot look into other processes, so not into process {pid}")
