"""What can go wrong in a way that the user can mend: everything else rises as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class HadrError(Exception):
    """A mistake that the user can mend; its text says what, where, found and wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with a file.

    Parameters
    ----------
    file
        File or sheet, relative to the scenario.
    line, column
        Where, counted from 1; 0 where the fault is the whole file's.
    what
        Found and wanted, in words, with the nearest valid name.
    """

    file: str
    line: int = 0
    column: int = 0
    what: str

    def __str__(self) -> str:
        where = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return f"{where}: {self.what}"


class ScenarioError(HadrError):
    """A scenario or plan file that can't be read: every fault at once."""

    def __init__(self, where: str, faults: Sequence[Fault]) -> None:
        self.where = where
        self.faults = tuple(faults)
        count = f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"
        super().__init__("\n".join([f"{where} has {count}:", *(f"  {fault}" for fault in faults)]))
