# A print that waits because the pipe is full: handlers run meanwhile, Ctrl-C ends it, and nothing is written twice or lost.
import os
import signal
import subprocess
import sys
import time


def start(program):
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)


def wait_for(stream, text):
    while text not in (line := stream.readline()):
        if not line:
            return print("ended before", text)


lines = "for i in range(40000): print('line', i)"
child = start(f"""
import os, signal, sys
def quiet(*_):
    os.write(2, b'handled\\n')
signal.signal(signal.SIGUSR1, quiet)
sys.stderr.write('up\\n')
{lines}
""")
wait_for(child.stderr, b"up")
time.sleep(0.5)  # The pipe fills.
for _ in range(3):
    os.kill(child.pid, signal.SIGUSR1)
    wait_for(child.stderr, b"handled")
out, err = child.communicate()
print(out.decode().split("\n") == [f"line {i}" for i in range(40000)] + [""], err, child.returncode)

child = start(f"""
import sys
try:
    sys.stderr.write('up\\n')
    {lines}
except KeyboardInterrupt:
    sys.stderr.write('interrupted\\n')
    print('end')
""")
wait_for(child.stderr, b"up")
time.sleep(0.5)
os.kill(child.pid, signal.SIGINT)
wait_for(child.stderr, b"interrupted")
out, err = child.communicate()
got = out.decode().split("\n")
print(got[-2].endswith("end"), got[-1:], err, child.returncode)
# The interrupt may come between the text of a line and its end.
whole = "\n".join(f"line {i}" for i in range(len(got) - 1)) + "\n"
print(whole.startswith(out.decode().removesuffix("end\n").removesuffix("\n")))

# What a handler prints comes between, and does not wait for the print that it came upon. The pipe has room for all of it: in a print that
# waits for the reader the handler's own would raise. A handler that takes longer than the timer's interval is come upon by the next one, which does nothing then.
child = start("""
import fcntl, signal, sys
fcntl.fcntl(1, fcntl.F_SETPIPE_SZ, 1 << 20)
count = 0
busy = False
def loud(*_):
    global count, busy
    if busy: return
    busy = True
    count += 1
    if count % 2 and count < 20: print('handler')
    busy = False
signal.signal(signal.SIGALRM, loud)
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
i = 0
while count < 20:
    if i < 15000:
        print('x' * 50, flush=i % 3 == 0)
        i += 1
signal.setitimer(signal.ITIMER_REAL, 0)
print('count', i)
""")
out, err = child.communicate()
out = out.decode()
number = out.rpartition("count ")[2].strip()
print(out.count("handler\n"), out.count("x") == 50 * int(number) if number.isdigit() else (out[-200:], child.returncode), err)
