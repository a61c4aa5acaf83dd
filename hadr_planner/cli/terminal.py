"""Words on the terminal: hostile text can't steer it, and a closed pipe ends the talk, not the work."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO

from hadr_planner.report.wording import clean


def printable(text: str) -> str:
    """Lines without control and direction-changing characters."""
    return "\n".join(clean(line) for line in text.split("\n"))


def say(text: str) -> None:
    """Print a result."""
    _write(sys.stdout, printable(text))


def complain(text: str) -> None:
    """Print a message that is not the result."""
    _write(sys.stderr, printable(text))


def say_json(result: Any) -> None:
    """Print a result for machines; all that is not ASCII is escaped."""
    _write(sys.stdout, json.dumps(result, indent=1, allow_nan=False, default=str))


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text.rstrip("\n") + "\n")
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
