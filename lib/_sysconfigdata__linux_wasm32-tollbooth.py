"""What sysconfig knows of the build: there was no C compiler."""

build_time_vars = {
    "CC": "",
    "CFLAGS": "",
    "CONFIG_ARGS": "",
    "EXT_SUFFIX": ".so",
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "SOABI": "",
    "WITH_PYMALLOC": 0,
    "prefix": "",
    "exec_prefix": "",
}
