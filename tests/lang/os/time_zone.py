"""time.tzset() has the module say what the TZ of the environment means; names of zones differ from system to system."""
import os
import time

for zone in "Asia/Tokyo", "EST5EDT", "UTC", "Europe/London":
    os.environ["TZ"] = zone
    time.tzset()
    print(zone, time.timezone, time.altzone, time.daylight, len(time.tzname))
    for moment in 0, 1_720_000_000:
        local = time.localtime(moment)
        print(local[:6], local.tm_gmtoff, local.tm_isdst, time.mktime(local) == moment)
