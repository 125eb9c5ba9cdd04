# args: -O
import sys

print(len(sys.argv), sys.argv[0].endswith("argv.py"), sys.flags.optimize, __debug__)
assert False
