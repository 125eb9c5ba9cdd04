// What -h prints.
import { USAGE } from "../runtime/options.ts";

export const HELP = `${USAGE}
Options (and the environment variables that do the same):
-b     : issue warnings about converting bytes to str and comparing them
         (-bb: issue errors)
-B     : don't write .pyc files on import; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (ends the option list)
-d     : turn on parser debugging output; also PYTHONDEBUG=x
-E     : ignore PYTHON* environment variables
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running the script; also PYTHONINSPECT=x
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (ends the option list)
-O     : remove assert statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't put a potentially unsafe path first in sys.path; also PYTHONSAFEPATH
-q     : don't print version and copyright messages on interactive start-up
-s     : don't add the user's site directory to sys.path; also PYTHONNOUSERSITE=x
-S     : don't import 'site' on initialization
-u     : force the stdout and stderr streams to be unbuffered; also PYTHONUNBUFFERED=x
-v     : trace import statements; also PYTHONVERBOSE=x
-V     : print the version number and exit (also --version)
-W arg : warning control; also PYTHONWARNINGS=arg
-x     : skip the first line of the source
-X opt : set an implementation-specific option
--check-hash-based-pycs always|default|never:
         control how hash-based .pyc files are checked
--dump=tokens|ast|symbols|bytecode FILE:
         print a stage of the program's way and exit
Commands of Tollbooth's own, as the first argument:
trace  : run a program and show what its threads did with the GIL
         (tollbooth trace -h)
lab    : try what is said about threads and the GIL (tollbooth lab -h)
Arguments:
file   : program read from a script file
-      : program read from stdin (default; interactive mode if a terminal)
arg ...: arguments passed to the program in sys.argv[1:]
`;

export const HELP_X = `The following implementation-specific options are known:
-X cpu_count=N : what os.cpu_count() says; also PYTHON_CPU_COUNT=N
-X dev         : development mode: more checks and warnings; also PYTHONDEVMODE=x
-X faulthandler: dump tracebacks at fatal signals; also PYTHONFAULTHANDLER=x
-X int_max_str_digits=N :
                 the most decimal digits of int and str conversions, 0 for no limit;
                 also PYTHONINTMAXSTRDIGITS=N
-X warn_default_encoding :
                 warn where a file is opened without an encoding;
                 also PYTHONWARNDEFAULTENCODING=x
-X gil=POLICY  : how the GIL changes hands: timed (as CPython 3.2 and later; the default),
                 ticks (as Python 2), fair; also TOLLBOOTH_GIL=POLICY
-X memory=SIZE : the most memory Python objects may take, such as 64M
`;
