# Formatted strings: nesting, conversions, self-documenting, specs made of fields.
name, width, value = "ada", 10, 3.14159
print(f"{name!r:>{width}}|{value:.{2}f}|{value=}|{name = !s}")
print(f"{'nested ' + f'{1 + 1}'} {{literal}} {name.upper()[0]}")
print(f"{ {'a': 1}['a'] } {(lambda x: x * 2)(4)} {[i for i in range(3)]}")
print(f'{name + "quote" + 'same'}')
print(f"{value:{'>'}{12}.3e}|{1234567:,}|{255:#x}|{-5:+d}|{True:d}")
print(rf"\d{width}\n", f"\x41{width!a}\N{BULLET}")
print(f"""{
    name
    + "!"  # a comment
}""")
class F:
    def __format__(self, spec):
        return f"<{spec}>"
print(f"{F():abc{width}} {F()}")
for bad in ["f'{}'", "f'{a'", "f'{a!x}'", "f'}'"]:
    try:
        compile(bad, "f", "eval")
    except SyntaxError as error:
        print("SyntaxError", bad)
