# stdin: first
# stdin: second
import sys

print(input())
print(sys.stdin.read())
try:
    input()
except EOFError as e:
    print(repr(e))
