def order(how):
    out = []
    try:
        try:
            out.append("try")
            if how == "raise":
                raise ValueError
            if how == "return":
                return out
        except ValueError:
            out.append("except")
        else:
            out.append("else")
        finally:
            out.append("finally")
    finally:
        out.append("outer")
    return out

for how in ("", "raise", "return"):
    print(order(how))

def loop():
    for i in range(3):
        try:
            if i == 1:
                continue
            yield i
        finally:
            yield f"f{i}"

print(list(loop()))
try:
    e = 1
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as n:
    print(n)
