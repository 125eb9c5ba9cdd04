# f-strings over the same machinery.
name, width, value = "é", 8, 3.14159
print(f"{name} {name!r} {name!a} {name!s:>{width}}| {value:.{width - 5}f} {value = :.2f} {{}} {'nested'} {1 + 1}")
print(f"{'a':*^{width}} {10:#x} {1e10:,} {True} {None} {[1, 2]} {'q' * 3!r:>10}|")
print(f"{value!r:>{width + 2}}|", f"{f'{name}'}", f"{name:{'>'}{5}}|")
try:
    f"{name:d}"
except ValueError as e:
    print(e)
