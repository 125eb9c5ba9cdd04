# exit: 3
import sys
try: sys.exit("text")
except SystemExit as e: print(repr(e), e.code)
try: sys.exit()
except SystemExit as e: print(e.code)
try: raise SystemExit(4)
finally:
    print("leaving")
    sys.exit(3)
