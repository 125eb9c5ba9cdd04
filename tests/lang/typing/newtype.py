# A NewType is called with the value alone and gives it back.
from typing import NewType
UserId = NewType("UserId", int)
AdminId = NewType("AdminId", UserId)
print(UserId(5), AdminId("s"), UserId.__name__, AdminId.__supertype__ is UserId, UserId.__supertype__)
print([UserId(i) for i in range(3)], (UserId | None) is not None)
try:
    UserId()
except TypeError as error:
    print(type(error).__name__)
