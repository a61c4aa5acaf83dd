"""Whether a process still runs, and is still the one that was started."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

PROC = Path("/proc")


def birth(pid: int) -> str:
    """When a process was started, in the system's own words; empty where it runs no more.

    Numbers of processes are used again, so only number and birth together say who it is.
    """
    return _birth_here(pid) if PROC.is_dir() else _birth_by_ps(pid)


def _birth_here(pid: int) -> str:
    try:
        said = (PROC / str(pid) / "stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    state, started = said[0], said[19]
    return "" if state in "ZX" else started


def _birth_by_ps(pid: int) -> str:
    command = ["ps", "-p", str(pid), "-o", "stat=,lstart="]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"})
    state, _, started = said.stdout.strip().partition(" ")
    return "" if state.startswith("Z") else started.strip()


def lives(pid: int, born: str) -> bool:
    """Whether the process with this number and birth still runs."""
    return bool(born) and birth(pid) == born


def send(pid: int, born: str, signal: int) -> None:
    """Signal that process, if it still runs."""
    if lives(pid, born):
        try:
            os.kill(pid, signal)
        except ProcessLookupError:
            return
