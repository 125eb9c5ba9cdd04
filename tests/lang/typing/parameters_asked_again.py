# Looking for the parameters of an alias runs code, which may ask for them itself: one answer is kept, and the other goes.
from typing import TypeVar

V = TypeVar("V")


class Argument:
    asked = 0

    @property
    def __parameters__(self):
        Argument.asked += 1
        if Argument.asked < 4:
            print(Argument.asked, alias.__parameters__ is alias.__parameters__)
        return (V,)


for generic in list, dict:
    Argument.asked = 0
    alias = generic[int, Argument(), V]
    print(alias.__parameters__, alias.__parameters__ is alias.__parameters__)
