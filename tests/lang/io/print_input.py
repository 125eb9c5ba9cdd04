# stdin: first
# stdin: 2nd line
# print's keywords, input() and standard input.
import sys
print(1, "a", None, sep="", end="!\n"); print(); print(*[1, 2], sep=", ", flush=True); print("x", file=sys.stdout)
print(input("prompt> ")); print(sys.stdin.readline().split())
try: input()
except EOFError as e: print("EOF", e)
try: print(1, sep=5)
except TypeError as e: print(e)
sys.stdout.write("written\n")
class W:
    def write(self, s): parts.append(s)
parts = []; print("a", 1, file=W()); print(parts)
