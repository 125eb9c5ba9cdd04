"""The library's entry of sys.path: finds its modules in the pack, where they are compiled, and runs them as source files otherwise.

A program's own module comes before a library's of the same name, as its folder comes first in sys.path.
"""
import sys
import _imp
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import FileFinder, SourceFileLoader, _get_supported_file_loaders


class LibraryLoader(SourceFileLoader):
    """A file of the library; its code is in the pack, unless assertions or docstrings are to be left out."""

    def __init__(self, fullname, path, packed):
        super().__init__(fullname, path)
        self._packed = packed

    def get_code(self, fullname):
        return super().get_code(fullname) if sys.flags.optimize else _imp._library_code(self._packed)


class LibraryFinder(FileFinder):
    """A folder of the library. Files that are there, but not in the pack, are found too."""

    def __init__(self, path, prefix):
        super().__init__(path, *_get_supported_file_loaders())
        self._prefix = prefix

    def find_spec(self, fullname, target=None):
        name = fullname.rpartition(".")[2]
        packed = self._prefix + name
        is_package = _imp._find_library(packed)
        if is_package is None:
            return super().find_spec(fullname, target)
        folder = f"{self.path}/{name}"
        path = folder + "/__init__.py" if is_package else folder + ".py"
        spec = ModuleSpec(fullname, LibraryLoader(fullname, path, packed), origin=path, is_package=is_package)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations.append(folder)
        return spec


def hook(path):
    library = sys._stdlib_dir
    if path == library:
        return LibraryFinder(path, "")
    if path.startswith(library + "/") and not path.endswith("/"):
        return LibraryFinder(path, path[len(library) + 1:].replace("/", ".") + ".")
    raise ImportError("not in the library", path=path)
