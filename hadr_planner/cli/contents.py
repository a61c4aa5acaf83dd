"""What is in a scenario, on one screen."""

from __future__ import annotations

from collections.abc import Mapping

from hadr_planner.io.inventory import Inventory
from hadr_planner.report.counted import counted
from hadr_planner.report.wording import number

NAMED = 12
INDENT = 14


def contents(found: Inventory) -> str:
    """Counts with their names, largest first."""
    rows = [
        ("starts", found.start),
        ("lasts", f"{found.horizon_h:g} h: {counted(found.slots, 'slot')}, {counted(found.periods, 'period')}"),
        ("host", found.host),
        ("sites", f"{found.sites} with {number(found.people_affected)} people affected"),
        ("places", _listed(found.places)),
        ("roads", counted(found.roads, "given leg")),
        ("needs", _listed(found.needs)),
        ("supplies, t", _listed(found.supplies_t)),
        ("assets", f"{counted(found.pools, 'pool')}: {_listed(found.tails_by_mode)}"),
        ("", f"of {_listed(found.tails_by_owner)}"),
        ("units", _listed(found.units_by_kind)),
        ("partners", f"{found.partners} with {counted(found.partnerships, 'hand-over row')}"),
        ("host says", f"{counted(found.agreements, 'agreement')}, {counted(found.orders, 'order')}"),
        ("nations say", counted(found.caveats, "caveat")),
        ("asked for", counted(found.requests, "request")),
        ("injects", f"{found.injects}"),
        ("areas", f"{found.areas}"),
        ("digest", found.digest),
    ]
    lines = [f"{found.title} ({found.id})", *(f"  {name:<{INDENT}}{text}" for name, text in rows)]
    assumed = [f"  assumed: {line}" for line in found.assumptions]
    return "\n".join([*lines, *assumed])


def _listed(counts: Mapping[str, float]) -> str:
    named = [f"{number(count)} {name}" for name, count in list(counts.items())[:NAMED]]
    left = len(counts) - NAMED
    return ", ".join([*named, *([f"and {left} more"] if left > 0 else [])]) or "none"
