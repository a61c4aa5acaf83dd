"""What looks wrong in a scenario without being a fault: warnings that never stop anyone."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.scenario import Scenario
from ..errors import Fault
from .accords import agreements_not_modelled, orders_not_modelled, unagreed
from .forces import bases, counts, dead_ends, far_drives, stranded
from .ground import ashore, at_sea, far_zone, runways, unknowns
from .relief import far_from_sphere, too_late, unmeetable, unpartnered
from .smell import Smell

SNIFFS: tuple[Callable[[Scenario], Smell], ...] = (
    at_sea,
    ashore,
    runways,
    unknowns,
    bases,
    counts,
    too_late,
    unmeetable,
    far_from_sphere,
    stranded,
    dead_ends,
    far_drives,
    unagreed,
    agreements_not_modelled,
    orders_not_modelled,
    far_zone,
    unpartnered,
)


def smells(scenario: Scenario) -> tuple[Fault, ...]:
    """Warnings about a scenario, table by table."""
    return tuple(fault for sniff in SNIFFS for fault in sniff(scenario))
