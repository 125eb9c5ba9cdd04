# exit: 1
# error: a message
import sys

sys.exit("a message")
