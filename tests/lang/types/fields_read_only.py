# Descriptors and flags of built-in types: members of complex, pattern flags of several bases, weak references' reprs, where a frame ended.
import collections
import time
import weakref

print(type(complex.real).__name__, complex.imag.__qualname__, (1 + 2j).real, (1 + 2j).imag)
try:
    (1j).real = 2
except AttributeError as error:
    print(error)


class Plain:
    pass


class UserDictAndList(collections.UserDict, Plain, list):
    pass


class UserListAndDict(collections.UserList, dict, Plain):
    pass


for made in (UserDictAndList(), UserListAndDict()):
    match made:
        case {}:
            print("mapping")
        case [*_]:
            print("sequence")
    match made:
        case [*_]:
            print("sequence")
        case {}:
            print("mapping")

Plain.__module__ = "elsewhere"
plain = Plain()
for reference in (weakref.ref(plain), weakref.proxy(plain)):
    print(repr(reference).split("; ")[1].split(" at ")[0])


def ends():
    try:
        1 / 0
    finally:
        pass


try:
    ends()
except ZeroDivisionError as error:
    print(error.__traceback__.tb_next.tb_frame.f_lineno - ends.__code__.co_firstlineno)

print(time.strptime("2024-05-06 07:08", "%Y-%m-%d %H:%M")[:6])
for year in (1 << 31, -(1 << 31) + 1899):
    try:
        time.asctime((year,) + (0,) * 8)
    except OverflowError as error:
        print(error)
try:
    time.strftime("%S\0", time.gmtime())
except ValueError as error:
    print(error)
import _datetime
import datetime

print(_datetime.date is datetime.date)

dead = weakref.proxy(Plain())
print(repr(dead).split("; ")[1])
