"""The rule book. The folder of a rule says who can say no: physics, host, nation, command, humanitarian, local."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from hadr_planner.rules.rule import Rule

# What a nation won't carry is said before anything asks for flows. Rules that forbid sorties stand before those that
# limit flows, which exist only where a sortie may still go;
# what stays draw stands before the stocks they draw on.
_NAMES = [
    "nation.no_cargo",
    "physics.timing",
    "physics.shore",
    "physics.range",
    "physics.runway",
    "physics.draft",
    "physics.road",
    "physics.daylight",
    "physics.duty",
    "host.hours",
    "host.consent",
    "host.licence",
    "host.landing",
    "host.port_call",
    "host.overflight",
    "host.no_fly",
    "nation.ready",
    "nation.no_place",
    "nation.no_night",
    "nation.radius",
    "nation.last_day",
    "local.closure",
    "local.curfew",
    "physics.tails",
    "physics.flying_hours",
    "physics.fuel",
    "physics.ramp",
    "physics.landing_spots",
    "physics.berths",
    "humanitarian.whole_unit",
    "humanitarian.sustainment",
    "humanitarian.capacity",
    "humanitarian.partner",
    "humanitarian.refusal",
    "humanitarian.need",
    "physics.handling",
    "physics.payload",
    "physics.stock",
    "physics.storage",
    "physics.sea_base",
    "physics.discharge",
    "physics.repair",
]

RULES: tuple[Rule, ...] = tuple(
    import_module(f"{__name__}.{name}") for name in _NAMES if find_spec(f"{__name__}.{name}")
)
"""Every rule, in the order in which they are imposed."""

__all__ = ["RULES", "Rule"]
