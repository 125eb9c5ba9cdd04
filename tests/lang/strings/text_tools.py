# textwrap, difflib, shlex, unicodedata.
import textwrap, difflib, shlex, unicodedata
s = "The quick brown fox jumps over the lazy dog and runs away from everything."
print(textwrap.fill(s, 30)); print(textwrap.shorten(s, 25), repr(textwrap.dedent("   a\n     b\n\n   c"))); print(textwrap.indent("a\n\nb", "> "))
print(*difflib.unified_diff(list("abcd"), list("acde"), lineterm=""), sep="|"); print(difflib.get_close_matches("appel", ["ape", "apple", "peach"]), round(difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), 3))
print(shlex.split("a 'b c' \"d\\\"e\" f\\ g"), shlex.quote("it's"), shlex.join(["a b", "c"]))
print(unicodedata.normalize("NFD", "é") == "e\u0301", unicodedata.name("é"), unicodedata.category("A"), unicodedata.lookup("BULLET"), unicodedata.east_asian_width("日"), unicodedata.numeric("½"))
