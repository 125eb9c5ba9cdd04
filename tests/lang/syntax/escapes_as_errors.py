# A filter that makes an error of the warning about an escape sequence: since 3.14 the SyntaxError points at the sequence.
# expect: SyntaxError 1 10 "x='a'; 'e\\d'\n" 1 12
# expect: SyntaxError 2 4 "  b\\d'''\n" 2 6
# expect: SyntaxError 2 4 " 'b\\y')\n" 2 6
# expect: SyntaxError 1 6 "f'{1:\\d}'\n" 1 8
import warnings

warnings.simplefilter("error", SyntaxWarning)
for source in ["x='a'; 'e\\d'", "x = '''a\n  b\\d'''", "x = ('a' \n 'b\\y')", "f'{1:\\d}'"]:
    try:
        compile(source, "<text>", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.lineno, error.offset, repr(error.text), error.end_lineno, error.end_offset)
