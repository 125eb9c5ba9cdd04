# Clocks of the system by their numbers.
import time

print(abs(time.clock_gettime(time.CLOCK_REALTIME) - time.time()) < 100, abs(time.clock_gettime_ns(time.CLOCK_MONOTONIC) - time.monotonic_ns()) < 100e9)
print(time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID) > 0, time.clock_gettime_ns(time.CLOCK_THREAD_CPUTIME_ID) > 0)
print(time.clock_gettime(time.CLOCK_BOOTTIME) > 0, time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) > 0, time.clock_getres(time.CLOCK_MONOTONIC))
for bad in (lambda: time.clock_gettime(99), lambda: time.clock_gettime_ns("x"), lambda: time.clock_getres(99)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
