"""The list of faults that grows while everything is read."""

from __future__ import annotations

from ..errors import Fault, ScenarioError
from .caps import FAULTS


class Ledger:
    """Collects faults, so that a file is read to its end before anyone complains."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.beyond = 0

    def add(self, file: str, what: str, line: int = 0, column: int = 0) -> None:
        """Note a fault; beyond the first thousand they are only counted."""
        if self.full:
            self.beyond += 1
        else:
            self.faults.append(Fault(file=file, line=line, column=column, what=what))

    @property
    def full(self) -> bool:
        """Whether further faults are only counted."""
        return len(self.faults) >= FAULTS

    def settle(self, where: str) -> None:
        """Raise ``ScenarioError`` with every fault, in the order of files and lines, if there is any."""
        if not self.faults:
            return
        faults = sorted(dict.fromkeys(self.faults), key=lambda fault: (fault.file, fault.line, fault.column))
        if self.beyond:
            faults.append(Fault(file=where, what=f"and {self.beyond} more faults"))
        raise ScenarioError(where, faults)
