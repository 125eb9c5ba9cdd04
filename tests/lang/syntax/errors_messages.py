# Sources that are not Python, and where the error is.
for source in ["if True\n    pass\n", "x = = 1\n", "def f(:\n    pass\n", "return 1\n", "break\n", "(1, 2\n", "x = 'a\n", "1 = x\n", "f() = 1\n",
               "def f(a, a): pass\n", "class C: return 1\n", "  x = 1\n", "if 1:\nx\n", "lambda: (yield) = 1\n", "import\n", "for 1 in x: pass\n", "continue\n"]:
    try:
        compile(source, "s.py", "exec")
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.lineno)
    else:
        print(repr(source), "compiles")
