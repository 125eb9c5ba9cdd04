"""What datetime is made of: the library's own form in Python, under the name of the native one."""

from _pydatetime import *
from _pydatetime import __doc__
