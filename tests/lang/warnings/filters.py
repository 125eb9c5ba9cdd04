# Warning filters, catching, custom categories.
import warnings
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("one"); warnings.warn("two", DeprecationWarning)
    print([(str(w.message), w.category.__name__) for w in log])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("raised", FutureWarning)
    except FutureWarning as e: print(repr(e))
with warnings.catch_warnings(record=True) as log:
    warnings.resetwarnings(); warnings.filterwarnings("ignore", message="skip"); warnings.filterwarnings("default", category=UserWarning)
    for i in range(3): warnings.warn("skip me"); warnings.warn("keep")
    print(len(log), log[0].lineno == log[-1].lineno)
class My(UserWarning): pass
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("once"); warnings.warn(My("m")); warnings.warn(My("m")); print(len(log), repr(log[0].message))
try: warnings.warn("x", int)
except TypeError as e: print(type(e).__name__)
# leaks: warnings remembers what was shown once
