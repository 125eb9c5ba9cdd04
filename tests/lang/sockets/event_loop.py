# asyncio over sockets, pipes and threads.
# needs: loopback
import asyncio
import socket
import threading


async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def client(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"client %d\nsecond line\n" % number)
    answer = await reader.readline(), await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        print(await asyncio.gather(*(client(port, i) for i in range(3))))
    loop = asyncio.get_running_loop()
    print(type(loop).__name__)
    print(await asyncio.to_thread(lambda: threading.current_thread() is not threading.main_thread()))
    print(await loop.run_in_executor(None, sum, range(10)))
    future = loop.create_future()
    threading.Timer(0.05, lambda: loop.call_soon_threadsafe(future.set_result, "from a thread")).start()
    print(await future)
    try:
        await asyncio.wait_for(asyncio.sleep(60), 0.05)
    except TimeoutError as e:
        print(repr(e))
    # Tasks and threads that wait do so side by side: none goes on before the last has come.
    tasks, threads = asyncio.Barrier(5), threading.Barrier(4)
    async with asyncio.TaskGroup() as group:
        meeting = [group.create_task(tasks.wait()) for _ in range(5)]
        meeting += [group.create_task(asyncio.to_thread(threads.wait)) for _ in range(4)]
    print(sorted(task.result() for task in meeting))
    a, b = socket.socketpair()
    with a, b:
        a.setblocking(False)
        b.setblocking(False)
        received = asyncio.create_task(loop.sock_recv(b, 100))
        await loop.sock_sendall(a, b"sock_sendall")
        print(await received)
        seen = asyncio.Event()
        loop.add_reader(b, lambda: (print(b.recv(10)), seen.set()))
        a.send(b"reader")
        await seen.wait()
        loop.remove_reader(b)
    queue = asyncio.Queue()
    await queue.put(1)
    print(await queue.get(), [await each for each in asyncio.as_completed([asyncio.sleep(0.02, "later"), asyncio.sleep(0, "sooner")])])
    return "done"


print(asyncio.run(main()))


async def fail():
    raise ValueError("out of the loop")


try:
    asyncio.run(fail())
except ValueError as e:
    print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
