# What finally does to values that are on their way out.
def replaced():
    try:
        return "try"
    finally:
        print("cleanup")

def raised():
    for i in range(3):
        try:
            1 / (i - 1)
        except ZeroDivisionError:
            return f"caught at {i}"
        else:
            print("no error", i)
        finally:
            print("finally", i)

def nested():
    log = []
    try:
        try:
            raise KeyError("inner")
        finally:
            log.append("first")
    except KeyError as e:
        log.append(repr(e))
    finally:
        log.append("last")
    return log

print(replaced(), raised(), nested())
