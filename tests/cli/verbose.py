"""-v tells of imports on standard error, from the first ones on, and changes nothing else."""
import subprocess
import sys

for options, environment in (["-v"], {}), (["-vv"], {}), ([], {"PYTHONVERBOSE": "1"}), ([], {}):
    ran = subprocess.run([sys.executable, *options, "-c", "import json, sys; print(6 * 7, sys.flags.verbose)"], capture_output=True, text=True, env=environment)
    imports = [line for line in ran.stderr.splitlines() if line.startswith("import ")]
    print(options, ran.returncode, ran.stdout.strip(), len(imports) > 5, any("'json'" in line for line in imports))
