"""What the exit code of a command says."""

from __future__ import annotations

DONE = 0
"""Done, and every rule is obeyed."""
BROKEN = 1
"""The plan breaks a rule."""
BAD_INPUT = 2
"""A file or an option can't be used."""
NO_PLAN = 3
"""There is nothing that could be moved or done."""
