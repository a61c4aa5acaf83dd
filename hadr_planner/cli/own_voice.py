"""Standard output holds what ``hadr`` says, and nothing that the libraries it calls print there of themselves."""

from __future__ import annotations

import os
import sys

STDOUT = 1


def own_voice() -> None:
    """Move Python's standard output to a descriptor of its own; what else is written to the old one is dropped.

    A solver that prints a line in the midst of its work would otherwise spoil ``--json``.
    """
    said = sys.__stdout__
    if said is None or said is not sys.stdout or said.closed or said.fileno() != STDOUT:
        return
    said.flush()
    own = os.dup(STDOUT)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDOUT)
    os.close(nowhere)
    sys.stdout = open(  # noqa: SIM115
        own, "w", encoding=said.encoding, errors="replace", buffering=1 if os.isatty(own) else -1
    )
