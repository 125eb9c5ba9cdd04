# add_note and what the traceback module prints of it.
import traceback
e = ValueError("bad")
e.add_note("first note")
e.add_note("second\nnote")
print(e.__notes__, str(e))
print("".join(traceback.format_exception_only(e)), end="")
try: e.add_note(5)
except TypeError as t: print(type(t).__name__)
print(hasattr(ValueError(), "__notes__"))
