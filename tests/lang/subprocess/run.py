"""subprocess.run: exit codes, capturing, input, environment, folder, shell, time limits, and what goes wrong."""
import os
import subprocess
import sys

done = subprocess.run(["/bin/echo", "hi", "there"], capture_output=True, text=True)
print(done.args, done.returncode, repr(done.stdout), repr(done.stderr))
print(subprocess.run("echo one; echo two >&2; exit 3", shell=True, capture_output=True))
print(subprocess.run(["sh", "-c", 'echo "$0" "$@"', "a b", "c*", "", "é"], capture_output=True, text=True).stdout)
print(subprocess.run(["cat"], input=b"abc" * 100000, capture_output=True).stdout == b"abc" * 100000)
print(subprocess.run(["cat"], input="größer\n", capture_output=True, encoding="utf-8").stdout)
print(subprocess.run(["sh", "-c", "echo $A-$B"], env={"A": "1", "PATH": os.environ["PATH"]}, capture_output=True).stdout)
print(subprocess.run(["pwd"], cwd="/usr", capture_output=True).stdout)
print(subprocess.check_output(["printf", "%s|", "x", "y"]), subprocess.call(["false"]), subprocess.check_call(["true"]))
print(subprocess.getstatusoutput("echo out; exit 4"), subprocess.getoutput("echo err >&2"))
print(subprocess.run(["sh", "-c", "kill -KILL $$"]), subprocess.run(["sh", "-c", "kill -TERM $$"]).returncode)
print(subprocess.run(["sh", "-c", "echo e >&2; echo o"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout)
print(subprocess.run(["sh", "-c", "echo gone"], stdout=subprocess.DEVNULL), subprocess.run(["cat"], stdin=subprocess.DEVNULL).returncode)

try:
    subprocess.run(["sleep", "30"], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(type(error).__name__, error.cmd)
try:
    subprocess.run(["sh", "-c", "echo text; exit 9"], check=True, capture_output=True)
except subprocess.CalledProcessError as error:
    print(error, error.stdout)
for arguments, options in (
    (["no such program"], {"env": {"PATH": "/bin"}}),  # a folder of PATH that may not be read would be another error
    (["/etc/passwd"], {}),
    (["/bin/ls"], {"cwd": "/no/such/folder"}),
    (["./no"], {"cwd": "/"}),
    (["a\0b"], {}),
    (["true"], {"env": {"a=b": "c"}}),
    ([1], {}),
    (["true"], {"stdout": 3.5}),
):
    try:
        subprocess.run(arguments, **options)
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "filename", None))

program = "import sys; print(sys.argv[1:], sys.stdin.read(), end=''); print('!', file=sys.stderr); sys.exit(5)"
child = subprocess.run([sys.executable, "-c", program, "x", "y z"], input="in\n", capture_output=True, text=True, env={})
print(child.returncode, repr(child.stdout), repr(child.stderr))
