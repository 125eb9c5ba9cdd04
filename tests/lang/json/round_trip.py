# json: dumps options, loads, errors.
import json
d = {"b": [1, 2.5, None, True], "a": {"é": "\n\"\\\u2028"}, "n": -0.0, "big": 10**20, "e": 1e100, 3: "k"}
print(json.dumps(d)); print(json.dumps(d["a"], ensure_ascii=False), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":"))); print(json.dumps([1, {"x": []}], indent=2))
print(json.loads('{"a": [1, 2.0, "\\u00e9\\ud83d\\ude00", null, true, -1e3]}'), json.loads(" 5 "), json.loads(b'"x"'), json.loads('{"a":1,"a":2}'), json.loads("[NaN, Infinity]"), json.loads("1.1", parse_float=str), json.loads('{"x":1}', object_pairs_hook=list))
for bad in ["", "{", "[1,]", '{"a" 1}', "'a'", "01", "[1] 2", "nul"]:
    try: print(json.loads(bad))
    except json.JSONDecodeError as e: print(repr(bad), e.pos)
class E(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({1, 3, 2}, cls=E), json.dumps(3 + 0j, default=str))
l = []; l.append(l)
for bad in [lambda: json.dumps(l), lambda: json.dumps(object), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps({(1,): 2})]:
    try: bad()
    except (ValueError, TypeError) as e: print(type(e).__name__)
