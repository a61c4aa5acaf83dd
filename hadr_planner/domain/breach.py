"""A breach is data, not an exception."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One place in a plan where a rule does not hold.

    Parameters
    ----------
    rule
        Code of the rule.
    at, by
        Node and sortie, unit or partner concerned; empty where there is none.
    excess, unit
        By how much, and in what.
    because
        One sentence that names witnesses and figures.
    """

    rule: str
    at: str = ""
    by: str = ""
    excess: float = 1.0
    unit: str = ""
    because: str
