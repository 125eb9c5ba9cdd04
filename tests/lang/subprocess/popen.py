"""subprocess.Popen: pipes, poll and wait, descriptors to pass, process groups, several children at once."""
import os
import signal
import subprocess
import sys

with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as child:
    for word in ("alpha", "beta"):
        print(word, file=child.stdin)
        print(repr(child.stdout.readline()))
    print(child.poll())
    child.stdin.close()
    print(child.wait(), child.poll(), child.returncode)

child = subprocess.Popen(["sleep", "30"])
child.terminate()
print(child.wait() == -signal.SIGTERM)
child = subprocess.Popen(["sleep", "30"], start_new_session=True)
print(os.getpgid(child.pid) == child.pid, os.getsid(child.pid) == child.pid)
os.killpg(child.pid, signal.SIGKILL)
print(child.wait())
child = subprocess.Popen(["sleep", "30"], process_group=0)
print(os.getpgid(child.pid) == child.pid, os.getsid(child.pid) == child.pid)
child.kill()
print(child.wait())

read_end, write_end = os.pipe()
child = subprocess.Popen(["sh", "-c", f"echo passed >/dev/fd/{write_end}"], pass_fds=(write_end,))
os.close(write_end)
print(os.read(read_end, 100), child.wait())
os.close(read_end)
read_end, write_end = os.pipe()
child = subprocess.Popen(["sh", "-c", f"(echo not passed >/dev/fd/{write_end}) 2>/dev/null"])
os.close(write_end)
print(os.read(read_end, 100), child.wait() != 0)
os.close(read_end)

# A pipeline: the second reads what the first writes.
first = subprocess.Popen(["printf", r"c\nb\na\n"], stdout=subprocess.PIPE)
second = subprocess.Popen(["sort"], stdin=first.stdout, stdout=subprocess.PIPE, text=True)
first.stdout.close()
print(second.communicate()[0].split(), first.wait(), second.returncode)

children = [subprocess.Popen(["sh", "-c", f"exit {number}"]) for number in range(6)]
print([child.wait() for child in children])
child = subprocess.Popen(["sh", "-c", "echo out; echo err >&2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
print(child.communicate(timeout=60))
print(subprocess.Popen(["sh", "-c", "umask"], umask=0o27, stdout=subprocess.PIPE).communicate()[0])
child = subprocess.Popen(["true"])
print(os.waitstatus_to_exitcode(os.wait()[1]))

# More than a pipe holds, through a child that is Python, and with the standard output that is inherited.
text = "x" * 300_000
program = "import sys; text = sys.stdin.read(); sys.stderr.write(text); sys.stdout.write(text)"
done = subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, text=True)
print(done.returncode, done.stdout == text, done.stderr == text)
sys.stdout.flush()
print(subprocess.run([sys.executable, "-c", "print('to the inherited one')"], stderr=subprocess.PIPE).stderr)
done = subprocess.run([sys.executable, "-c", "import os; print(os.environb[b'a\\xff'])"], env={b"a\xff": b"\xfe"}, stdout=subprocess.PIPE)
print(done.stdout)
