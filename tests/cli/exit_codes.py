# exit: 1
# error: ValueError: uncaught
print("before")
raise ValueError("uncaught")
