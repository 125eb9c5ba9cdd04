# The states of memory files: what pickle and copy keep, and what can be none.
import copy
import io
import pickle


class Named(io.BytesIO):
    pass


for make in (lambda: io.BytesIO(b"abcdef"), lambda: io.StringIO("one\ntwo"), lambda: Named(b"xyz")):
    file = make()
    file.read(2)
    file.label = [1]
    print(file.__getstate__())
    for again in (pickle.loads(pickle.dumps(file, protocol)) for protocol in range(2, 6)):
        print(type(again) is type(file), again.tell(), again.read(), again.label, end=" ")
    print(copy.copy(file).read(), copy.deepcopy(file).label is file.label)

STATES = [
    (b"no error", 0, None), (bytearray(b"no error"), 3, {"spam": 3}), (b"", -1, None), ("text", 0, None), (b"", 0.0, None),
    (b"", 0, 0), (b"short", 0), 0,
]
for state in STATES:
    file = io.BytesIO()
    try:
        file.__setstate__(state)
        print(file.getvalue(), file.tell(), file.__getstate__()[2])
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
STATES = [
    ("no error", "\n", 0, None), ("no error", "", 2, {"spam": 3}), ("", "f", 0, None), ("", "", -1, None), (b"", "", 0, None),
    ("", b"", 0, None), ("", "", 0.0, None), ("", "", 0, 0), ("short", 0), 0,
]
for state in STATES:
    file = io.StringIO()
    try:
        file.__setstate__(state)
        print(repr(file.getvalue()), file.tell(), file.__getstate__()[3])
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
for file, state in ((io.BytesIO(), (b"", 0, None)), (io.StringIO(), ("", "", 0, None))):
    file.close()
    for use in (file.__getstate__, lambda: file.__setstate__(state)):
        try:
            use()
        except ValueError as error:
            print(error)
