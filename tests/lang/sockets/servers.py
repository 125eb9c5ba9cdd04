# The library's servers and clients over localhost, in threads.
# needs: loopback
import http.client
import http.server
import selectors
import socketserver
import threading
import urllib.error
import urllib.request


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


import socket

with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Upper) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def ask(number):
        with socket.create_connection(server.server_address) as s, s.makefile("rw") as f:
            f.write(f"client {number}\n")
            f.flush()
            answers.append(f.readline())

    answers = []
    threads = [threading.Thread(target=ask, args=(i,)) for i in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(sorted(answers))
    server.shutdown()


class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(404 if self.path == "/missing" else 200, b"page " + self.path.encode())

    def do_POST(self):
        self.answer(200, self.rfile.read(int(self.headers["Content-Length"]))[::-1])

    def log_message(self, *args):
        pass


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    with urllib.request.urlopen(url + "/a") as answer:
        print(answer.status, answer.read())
    print(urllib.request.urlopen(url, data=b"12345").read())
    try:
        urllib.request.urlopen(url + "/missing")
    except urllib.error.HTTPError as e:
        print(e, e.read())
        e.close()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    for path in ("/one", "/two"):
        connection.request("GET", path)
        answer = connection.getresponse()
        print(answer.status, answer.reason, answer.read())
    connection.close()
    server.shutdown()

# One thread that serves many connections by a selector.
with socket.create_server(("127.0.0.1", 0)) as listener, selectors.DefaultSelector() as selector:
    listener.setblocking(False)
    selector.register(listener, selectors.EVENT_READ)

    def serve(count):
        while count:
            for key, _ in selector.select(5):
                if key.fileobj is listener:
                    connection, _ = listener.accept()
                    connection.setblocking(False)
                    selector.register(connection, selectors.EVENT_READ)
                elif data := key.fileobj.recv(100):
                    key.fileobj.sendall(data * 2)
                else:
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
                    count -= 1

    t = threading.Thread(target=serve, args=(3,))
    t.start()
    clients = [socket.create_connection(listener.getsockname()) for _ in range(3)]
    for i, client in enumerate(clients):
        client.send(b"%d" % i)
    print([client.recv(10) for client in clients])
    for client in clients:
        client.close()
    t.join()
