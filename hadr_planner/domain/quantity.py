"""Number and name types, checked once, at loading."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Gt, Le, Len
from pydantic import StringConstraints

Positive = Annotated[float, Gt(0), Le(1e9)]
NonNegative = Annotated[float, Ge(0), Le(1e12)]
SignedHour = Annotated[float, Ge(-1e6), Le(1e6)]
Share = Annotated[float, Ge(0), Le(1)]
Count = Annotated[int, Ge(0), Le(10_000)]
Latitude = Annotated[float, Ge(-90), Le(90)]
Longitude = Annotated[float, Ge(-180), Le(180)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=60)]
Nation = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Text = Annotated[str, Len(0, 2000)]


class Confidence(StrEnum):
    """How far a figure can be trusted."""

    VERIFIED = "verified"
    REPORTED = "reported"
    ESTIMATED = "estimated"
    UNVERIFIED = "unverified"
