# Paths relative to an open folder, and descriptors in the place of paths.
import os
import stat
import tempfile

folder = tempfile.mkdtemp()
top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
os.mkdir("sub", dir_fd=top)
fd = os.open("file", os.O_RDWR | os.O_CREAT, 0o640, dir_fd=top)
os.write(fd, b"contents")
os.symlink("file", "link", dir_fd=top)
os.link("file", "hard", src_dir_fd=top, dst_dir_fd=top)
os.mkfifo("fifo", dir_fd=top)
print(sorted(os.listdir(top)), sorted(os.listdir(folder)) == sorted(os.listdir(top)))
print(os.stat("file", dir_fd=top).st_size, os.stat(fd).st_size, os.stat("link", dir_fd=top, follow_symlinks=False).st_mode & 0o170000 == stat.S_IFLNK)
print(os.readlink("link", dir_fd=top), os.access("file", os.R_OK, dir_fd=top), os.access("none", os.R_OK, dir_fd=top))
os.rename("hard", "sub/renamed", src_dir_fd=top, dst_dir_fd=top)
print(os.listdir(os.path.join(folder, "sub")))
os.chmod("file", 0o600, dir_fd=top)
os.chmod(fd, 0o400 | os.stat(fd).st_mode & 0o777)
print(oct(os.fstat(fd).st_mode & 0o777))
os.utime("file", ns=(1234567890123456789, 987654321), dir_fd=top)
print(os.fstat(fd).st_atime_ns, os.stat(fd).st_mtime_ns)
os.utime(fd, (5, 6.5))
print(os.fstat(fd).st_atime_ns, os.fstat(fd).st_mtime_ns)
os.utime("link", (1, 2), dir_fd=top, follow_symlinks=False)
print(os.lstat(os.path.join(folder, "link")).st_mtime, os.fstat(fd).st_mtime)
os.truncate(fd, 3)
print(os.pread(fd, 10, 0))

with os.scandir(top) as entries:
    for entry in sorted(entries, key=lambda each: each.name):
        print(entry, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(), entry.inode() == os.lstat(os.path.join(folder, entry.name)).st_ino)
with os.scandir(folder) as entries:
    print(sorted(os.path.relpath(entry.path, folder) for entry in entries), next(entries, "no more"))
for root, folders, files, at in os.fwalk(folder):
    print(os.path.relpath(root, folder), folders, sorted(files), sorted(os.listdir(at)))

before = os.getcwd()
os.chdir(top)
print(os.path.samefile(".", folder))
os.fchdir(os.open(before, os.O_RDONLY))
print(os.getcwd() == before)

for bad in (
    lambda: os.stat("x", dir_fd=top), lambda: os.stat(__file__ + "/x"), lambda: os.stat(__file__ + "/x/y/z"), lambda: os.stat("x", dir_fd=1 << 20), lambda: os.stat("x", dir_fd=fd), lambda: os.stat("x", dir_fd="y"),
    lambda: os.stat(fd, dir_fd=top), lambda: os.stat(fd, follow_symlinks=False), lambda: os.listdir(1 << 20), lambda: os.listdir(fd),
    lambda: os.unlink("none", dir_fd=top), lambda: os.open("sub/none", os.O_RDONLY, dir_fd=top), lambda: os.utime(fd, (1, 2), ns=(3, 4)),
    lambda: os.rename("none", "other", src_dir_fd=top), lambda: os.lstat(3), lambda: os.scandir(folder + "/none"), lambda: os.chdir(1 << 20),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e).replace(folder, "...").replace(__file__, "this file").replace(f" {fd}", " fd"))
os.close(fd)
for name in ("file", "link", "fifo", "sub/renamed"):
    os.unlink(name, dir_fd=top)
os.rmdir("sub", dir_fd=top)
os.close(top)
os.rmdir(folder)
