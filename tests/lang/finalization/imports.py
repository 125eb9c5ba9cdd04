"""Importing while modules are taken apart: what is not loaded cannot be."""
# leaks: what it leaves goes when the process ends

import sys


class Thing:
    def __del__(self):
        for name in "os", "json", "no_such_module":
            try:
                __import__(name)
            except ImportError as error:
                print(type(error).__name__, error)
        print(sys.path, sys.argv, sys.meta_path, sys.path_hooks, sys.path_importer_cache, sys.modules)
        import os


def hook(args):
    print("unraisable:", args.exc_type.__name__, args.exc_value)
    traceback = args.exc_traceback
    print(traceback.tb_next, traceback.tb_frame.f_code.co_name)


sys.unraisablehook = hook
thing = Thing()
