# asyncio with signals, child processes, pipes, datagrams and local sockets.
# needs: loopback
import asyncio
import os
import signal
import tempfile
import threading


def soon(function, *args):
    threading.Timer(0.1, function, args).start()


async def interrupted():
    soon(os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("cancelled first")
        raise


try:
    asyncio.run(interrupted())
except KeyboardInterrupt:
    print("KeyboardInterrupt")


async def handler():
    loop = asyncio.get_running_loop()
    seen = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, lambda: (print("handler", threading.current_thread() is threading.main_thread()), seen.set()))
    soon(os.kill, os.getpid(), signal.SIGUSR1)
    await asyncio.wait_for(seen.wait(), 200)
    print(loop.remove_signal_handler(signal.SIGUSR1))


asyncio.run(handler())


async def children():
    process = await asyncio.create_subprocess_exec("sh", "-c", "read x; echo got $x; exit 3", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print(await process.communicate(b"hello\n"), process.returncode)
    process = await asyncio.create_subprocess_shell("exec sleep 60")
    process.terminate()
    print(await process.wait())


asyncio.run(children())


async def pipes():
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    reader = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(r, "rb"))
    os.write(w, b"through a pipe\n")
    print(await reader.readline())
    os.close(w)
    print(await reader.read())
    transport.close()


asyncio.run(pipes())


async def local():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")

        def greet(reader, writer):
            writer.write(b"local")
            writer.close()

        server = await asyncio.start_unix_server(greet, path)
        reader, writer = await asyncio.open_unix_connection(path)
        print(await reader.read())
        writer.close()
        server.close()
        await server.wait_closed()


asyncio.run(local())


async def datagrams():
    loop = asyncio.get_running_loop()

    class Receiver(asyncio.DatagramProtocol):
        def __init__(self):
            self.came = loop.create_future()

        def datagram_received(self, data, address):
            self.came.set_result(data)

    there, receiver = await loop.create_datagram_endpoint(Receiver, local_addr=("127.0.0.1", 0))
    here, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=there.get_extra_info("sockname"))
    here.sendto(b"datagram")
    print(await receiver.came)
    there.close()
    here.close()


asyncio.run(datagrams())
