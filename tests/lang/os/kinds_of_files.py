# Files that are none on the disk, and calls that copy between descriptors.
import os
import stat
import tempfile
import threading

folder = tempfile.mkdtemp()
path = os.path.join(folder, "file")
fd = os.open(path, os.O_RDWR | os.O_CREAT)
print(os.pwrite(fd, b"0123456789", 5), os.pread(fd, 4, 7), os.lseek(fd, 0, os.SEEK_CUR), os.lseek(fd, 0, os.SEEK_END))
parts = [bytearray(2), bytearray(3)]
print(os.preadv(fd, parts, 6), parts, os.pwritev(fd, [b"A", b"BC"], 0), os.pread(fd, 15, 0))
os.ftruncate(fd, 12)
os.fsync(fd)
os.fdatasync(fd)
print(os.fstat(fd).st_size)

r, w = os.pipe()
print(os.sendfile(w, fd, 5, 4), os.read(r, 10))
other = os.open(path + "2", os.O_RDWR | os.O_CREAT)
print(os.copy_file_range(fd, other, 6, 0), os.pread(other, 20, 0))
os.posix_fallocate(other, 0, 100)
print(os.fstat(other).st_size)
os.close(other)
os.close(fd)
os.close(r)
os.close(w)

memory = os.memfd_create("name")
os.write(memory, b"in memory")
os.lseek(memory, 3, os.SEEK_SET)
print(os.read(memory, 20), os.get_inheritable(memory))
os.close(memory)

counter = os.eventfd(3)
os.eventfd_write(counter, 4)
print(os.eventfd_read(counter))
os.close(counter)

fifo = os.path.join(folder, "fifo")
os.mkfifo(fifo)
print(stat.S_ISFIFO(os.stat(fifo).st_mode))


def writer():
    with open(fifo, "w") as f:
        f.write("through the named pipe")


t = threading.Thread(target=writer)
t.start()
with open(fifo) as f:
    print(f.read())
t.join()

master, slave = os.openpty()
print(os.isatty(master), os.isatty(slave), os.ttyname(slave).startswith("/dev/"), os.get_terminal_size(slave))
os.write(slave, b"typed\n")
text = b""
while not text.endswith(b"\n"):  # a terminal hands on what it has by now
    text += os.read(master, 100)
print(text)
os.close(master)
os.close(slave)

print(os.statvfs("/").f_namemax, os.fstatvfs(1).f_bsize > 0, len(os.statvfs("/")))
print(os.sysconf("SC_PAGE_SIZE"), os.pathconf("/", "PC_NAME_MAX"), os.major(os.makedev(8, 300)), os.minor(os.makedev(8, 300)))
for bad in (lambda: os.mkfifo(fifo), lambda: os.statvfs("/does/not/exist"), lambda: os.ttyname(1 << 20), lambda: os.sysconf("SC_NONE"), lambda: os.mkfifo(3)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
for name in os.listdir(folder):
    os.remove(os.path.join(folder, name))
os.rmdir(folder)
