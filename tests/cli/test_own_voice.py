"""What libraries print of themselves stays out of what ``hadr`` says."""

from __future__ import annotations

import subprocess
import sys

SAID = """
import os, sys
from hadr_planner.cli.own_voice import own_voice
own_voice()
os.write(1, b"a solver's own line\\n")
print("the answer")
"""


def test_only_python_speaks_on_standard_output():
    """A line that a library writes to the descriptor of standard output is dropped; ours is there."""
    ran = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("the answer\n", "")


def test_commands_run_with_a_voice_of_their_own():
    """The command line makes that arrangement before it runs a command."""
    code = SAID.replace("from hadr_planner.cli.own_voice import own_voice\nown_voice()", "") + (
        "\nsys.argv = ['hadr', '--version']\nfrom hadr_planner.cli import main\n"
        "import hadr_planner.cli as cli\ncli.app = lambda **more: os.write(1, b'noise') and print('spoken')\nmain()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.endswith("the answer\nspoken\n")
    assert "noise" not in ran.stdout
