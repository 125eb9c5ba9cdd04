# -c takes away what all lines begin with.
import subprocess, sys
for text in ("  def f():\n    1/0\n  f()", "\n\t\n  \tprint(1)\n  \tprint('''\n  \t a\n   \n  \t''')\n", "  if 1:\n    print(2)\n\n   \n  # end", "print(1)\n print(2)", "  print(1)\n print(2)", ""):
    r = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    print(r.returncode, repr(r.stdout), r.stderr)
# expect: 1 '' Traceback (most recent call last):
# expect:   File "<string>", line 3, in <module>
# expect:     f()
# expect:     ~^^
# expect:   File "<string>", line 2, in f
# expect:     1/0
# expect:     ~^~
# expect: ZeroDivisionError: division by zero
# expect: 
# expect: 0 '1\n\n a\n\n\n' 
# expect: 0 '2\n' 
# expect: 1 ''   File "<string>", line 2
# expect:     print(2)
# expect: IndentationError: unexpected indent
# expect: 
# expect: 1 ''   File "<string>", line 1
# expect:     print(1)
# expect: IndentationError: unexpected indent
# expect: 
# expect: 0 '' 
