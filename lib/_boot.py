"""Start-up, first half: runs before there is an import system, with `sys`, `_imp` and `simple_namespace` as globals.

Fills `sys` from the host's configuration and starts importlib. Returns nothing; `_start` goes on from here.
"""


def _fill_sys(sys):
    config = sys._config()
    flags = config["flags"]
    record = sys._make_structseq

    def make(name, fields, values):
        return record("sys." + name, fields, len(fields), None)(values)

    sys.version_info = record("sys.version_info", ("major", "minor", "micro", "releaselevel", "serial"), 5, (3, 14, 0, "final", 0))
    sys.hexversion = 0x030E00F0
    sys.api_version = 1013
    sys.version = "3.14.0 (Tollbooth %s) [WebAssembly]" % config.get("version", "0.1.0")
    sys.copyright = "Copyright (c) the Tollbooth founders. The standard library is Copyright (c) Python Software Foundation."
    sys._git = ("Tollbooth", "", "")
    sys._framework = ""
    sys.platform = config.get("platform", "linux")
    names = [n for n in _imp._frozen_module_names() if "." not in n and not n.startswith("_")]
    sys.stdlib_module_names = frozenset(names).union(sys.builtin_module_names)
    sys.byteorder = "little"
    sys.maxsize = 9223372036854775807
    sys.maxunicode = 0x10FFFF
    sys.float_repr_style = "short"
    sys.platlibdir = "lib"
    sys.abiflags = ""
    sys.dont_write_bytecode = True
    sys.pycache_prefix = None
    sys.float_info = make(
        "float_info",
        ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"),
        (1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1),
    )
    sys.int_info = make(
        "int_info",
        ("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"),
        (32, 4, 4300, 640),
    )
    sys.hash_info = make(
        "hash_info",
        ("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"),
        (64, 2305843009213693951, 314159, 0, 1000003, "multiply-xor", 64, 64, 0),
    )
    sys.thread_info = make("thread_info", ("name", "lock", "version"), ("pthread", None, "Tollbooth " + config.get("version", "0.1.0")))
    sys.flags = record(
        "sys.flags",
        (
            "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment",
            "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding",
            "safe_path", "int_max_str_digits", "gil", "thread_inherit_context", "context_aware_warnings",
        ),
        18,
        (
            flags["debug"], flags["inspect"], flags["interactive"], flags["optimize"], flags["dontWriteBytecode"], flags["noUserSite"],
            flags["noSite"], flags["ignoreEnvironment"], flags["verbose"], flags["bytesWarning"], flags["quiet"], int(config["hashSeed"] != 0), flags["isolated"],
            bool(flags.get("devMode", 0)), 1, flags["warnDefaultEncoding"], bool(flags["safePath"]), config["maxStrDigits"], 1, 0, 0,
        ),
    )
    sys._set_state("optimize", flags["optimize"])
    sys._set_state("dev_mode", int(bool(flags.get("devMode", 0))))
    sys._set_state("bytes_warning", flags["bytesWarning"])
    for option, state in ("collect", "collect_every"), ("switch", "switch_every"):  # how often the hostile build does it
        if option in config["xOptions"]:
            sys._set_state(state, int(config["xOptions"][option]))

    sys.implementation = simple_namespace(
        name="tollbooth",
        cache_tag="tollbooth-314",
        version=sys.version_info,
        hexversion=sys.hexversion,
        _multiarch="wasm32-tollbooth",
        supports_isolated_interpreters=False,
    )
    sys._asyncgen_hooks = record("sys.asyncgen_hooks", ("firstiter", "finalizer"), 2, None)

    # The modules that CPython has built in and that are Python files here.
    sys.builtin_module_names = tuple(sorted((*sys.builtin_module_names, "posix", "atexit", "_io", "_signal")))
    sys.argv = config["argv"]
    sys.orig_argv = config["origArgv"]
    sys.executable = sys._base_executable = config["executable"]
    sys._get_cpu_count_config = lambda: config["cpuCount"]
    sys.set_int_max_str_digits(config["maxStrDigits"])
    sys._host_program = config["hostProgram"]
    sys.prefix = sys.base_prefix = sys.exec_prefix = sys.base_exec_prefix = config["prefix"]
    sys._stdlib_dir = config["stdlib"]
    sys.path = list(config["pythonPath"]) + [config["stdlib"]]
    sys.meta_path, sys.path_hooks, sys.path_importer_cache = [], [], {}
    sys.warnoptions = (["default"] if flags.get("devMode", 0) else []) + config["warnOptions"]
    if flags["bytesWarning"]:
        sys.warnoptions.append("error::BytesWarning" if flags["bytesWarning"] > 1 else "default::BytesWarning")
    sys._xoptions = config["xOptions"]
    sys.__displayhook__, sys.__excepthook__ = sys.displayhook, sys.excepthook
    sys.__unraisablehook__, sys.__breakpointhook__ = sys.unraisablehook, sys.breakpointhook
    sys._boot_config = config
    return config


def _archive_hook(path):
    """zipimport for an entry of sys.path that is in a file; it is loaded for the first of them."""
    from posix import stat

    part = path
    while part:
        try:
            kind = stat(part).st_mode & 0o170000
        except (OSError, ValueError):
            part = part.rpartition("/")[0]
            continue
        if kind == 0o100000:
            from zipimport import zipimporter

            return zipimporter(path)
        break
    raise ImportError("not in a file", path=path)


def _install_import_system(sys, _imp, module_type):
    bootstrap = module_type("_frozen_importlib")
    bootstrap.__dict__["__builtins__"] = __builtins__
    # importlib asks every frozen module that it finds already loaded for this.
    bootstrap.__origname__ = "importlib._bootstrap"
    sys.modules["_frozen_importlib"] = bootstrap
    sys.modules["_imp"] = _imp
    exec(_imp.get_frozen_object("_frozen_importlib"), bootstrap.__dict__)
    sys._set_state("importlib", bootstrap)
    bootstrap._install(sys, _imp)
    bootstrap._install_external_importers()
    import _library

    sys.path_hooks[:0] = _library.hook, _archive_hook
    # The parts of importlib are known under their own names too, as importlib/__init__.py would arrange.
    return bootstrap


class _EarlyError:
    """Standard error until there are streams: what -v says of the first imports."""

    def __init__(self, write):
        self._write = write

    def write(self, text):
        try:
            self._write(2, text.encode("utf-8", "backslashreplace"))
        except OSError:
            pass


config = _fill_sys(sys)
if sys.flags.verbose:
    sys.stderr = _EarlyError(_imp.create_builtin(simple_namespace(name="_posix")).write)
_install_import_system(sys, _imp, type(sys))
