"""python -m asyncio: a prompt where await stands at the top."""
import subprocess
import sys

typed = "import asyncio\nawait asyncio.sleep(0, 6 * 7)\nx = await asyncio.sleep(0, 'a name')\nx.upper()\n"
ran = subprocess.run([sys.executable, "-m", "asyncio"], input=typed, capture_output=True, text=True)
print(ran.returncode, [line.strip("> ") for line in ran.stdout.splitlines() if line.strip("> ")])
