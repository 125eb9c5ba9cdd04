# pwd and grp.
import grp
import os
import pwd

root = pwd.getpwuid(0)
print(root.pw_name, root.pw_uid, root[3], root.pw_dir, pwd.getpwnam("root") == root, root in pwd.getpwall(), type(root))
group = grp.getgrgid(0)
print(group.gr_name, group.gr_gid, grp.getgrnam("root") == group, group in grp.getgrall())
print(os.path.expanduser("~root"), pwd.getpwuid(os.getuid()).pw_uid == os.getuid())
for bad in (
    lambda: pwd.getpwnam("no such user"), lambda: pwd.getpwuid(4000000), lambda: pwd.getpwnam(1), lambda: pwd.getpwuid("x"), lambda: pwd.getpwuid(1 << 70),
    lambda: grp.getgrnam("no such group"), lambda: grp.getgrgid(4000000), lambda: grp.getgrgid("x"), lambda: grp.getgrgid(1 << 70),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
