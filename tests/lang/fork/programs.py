"""preexec_fn of subprocess, os.forkpty, and servers that fork."""
# needs: loopback
# needs: terminals
import os
import socket
import socketserver
import subprocess
import sys

# preexec_fn runs in the child, before the program.
print(subprocess.run(["sh", "-c", "echo $WORD; pwd"], preexec_fn=lambda: (os.environ.update(WORD="hello"), os.chdir("/")), stdout=subprocess.PIPE).stdout)
print(subprocess.run(["sh", "-c", "echo out; echo err >&2; cat; exit 3"], input=b"in", capture_output=True, preexec_fn=os.setsid))
r, w = os.pipe()
print(subprocess.run(["sh", "-c", f"echo passed > /proc/self/fd/{w}"], pass_fds=(w,), preexec_fn=lambda: None).returncode, os.read(r, 20))
print(subprocess.run(["sh", "-c", f"echo passed > /proc/self/fd/{w}"], preexec_fn=lambda: None, stderr=subprocess.DEVNULL).returncode != 0)
for args, cwd, function in (["true"], None, lambda: 1 / 0), ([__file__ + "/no"], None, int), (["true"], "/no/such/folder", int):
    try:
        subprocess.run(args, cwd=cwd, preexec_fn=function)
    except (subprocess.SubprocessError, OSError) as error:
        print(type(error).__name__, getattr(error, "errno", None) or error)

# A terminal of its own.
sys.stdout.flush()
pid, master = os.forkpty()
if pid == 0:
    print("terminal:", all(map(os.isatty, range(3))), os.getpid() == os.getsid(0), flush=True)
    os._exit(4)
text = b""
try:
    while chunk := os.read(master, 100):
        text += chunk
except OSError:
    pass
print(text, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


# A server with a process for each request.
class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline().upper())


class Server(socketserver.ForkingMixIn, socketserver.TCPServer):
    pass


with Server(("127.0.0.1", 0), Handler) as server:
    for word in b"one\n", b"two\n":
        with socket.create_connection(server.server_address) as client:
            client.sendall(word)
            server.handle_request()
            print(client.recv(100))
