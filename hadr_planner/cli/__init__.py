"""The command line: one module for each command, and nothing heavy before a command runs."""

from __future__ import annotations

import io
import sys

from hadr_planner.errors import HadrError

from .app import app
from .exits import BAD_INPUT
from .own_voice import own_voice

__all__ = ["app", "main"]


def main() -> None:
    """Run ``hadr``; a mistake that the user can mend ends in one message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    own_voice()
    try:
        app(prog_name="hadr")
    except HadrError as error:
        from .terminal import complain

        complain(f"hadr: {error}")
        sys.exit(BAD_INPUT)
