"""One measurement: an instance, a way to plan it, seconds, and which repeat it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from hadr_planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is to be measured.

    Parameters
    ----------
    suite
        Table in which it stands.
    instance
        ``S:0`` for a member of the family, ``call:40x40`` for a call-out, ``grow:20x30x7x0.5`` for sites, pools, days
        and hours of a slot; else the name of a scenario.
    repeat
        Number of the run, from 0; also its seed.
    """

    suite: str
    instance: str
    way: str
    seconds: float
    repeat: int = 0

    @property
    def key(self) -> str:
        """Name of its result."""
        plain = f"{self.suite}-{self.instance}-{self.way}-{self.seconds:g}-{self.repeat}"
        return plain.replace(":", "_").replace("/", "_")

    def told(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


def scenario(name: str) -> Scenario:
    """The instance of this name."""
    from benchmarks.family import instance, made
    from benchmarks.mile import mile
    from benchmarks.size import SIZES, Size
    from hadr_planner.io import load

    kind, _, rest = name.partition(":")
    if kind in SIZES:
        return instance(kind, int(rest))
    if kind == "grow":
        sites, pools, days, slot_h = rest.split("x")
        size = Size(sites=int(sites), pools=int(pools), days=int(days), slot_h=float(slot_h))
        return made(size, f"grow_{sites}_{pools}_{days}_{round(60 * size.slot_h)}", [0])
    if kind == "mile":
        return mile(int(rest))
    return load(name)
