"""Sets of aims by the names that planners give them."""

from __future__ import annotations

from collections.abc import Mapping

from hadr_planner.domain.scenario import AIMS, Aim, Scenario

OWN = "Lives first"
"""The scenario's own weights; where it names none, every aim counts as its protocol says, and lives stand first."""
PRESETS: Mapping[str, tuple[str, Mapping[str, float]]] = {
    OWN: ("The scenario's own weights: care and rescue before goods, military assets last.", {}),
    "Fastest relief": (
        "As many people as possible as soon as possible, whoever flies and whatever it costs.",
        {"lives": 1, "deprivation": 1, "worst_site": 0, "last_resort": 0, "footprint": 0.1},
    ),
    "Fairest": (
        "The site that fares worst counts twenty-five times as much.",
        {"lives": 1, "deprivation": 1, "worst_site": 25, "last_resort": 1, "footprint": 1},
    ),
    "Light footprint": (
        "Hours under way, their cost and military assets count twenty times as much.",
        {"lives": 1, "deprivation": 1, "worst_site": 1, "last_resort": 20, "footprint": 20},
    ),
}


def weights(name: str, scenario: Scenario) -> dict[str, float]:
    """Weight of every aim under a preset."""
    own = {aim.id: aim.weight for aim in scenario.aims} or dict.fromkeys(AIMS, 1.0)
    chosen = PRESETS[name][1] or own
    return {id: float(chosen.get(id, 0.0)) for id in AIMS}


def aims(weights: Mapping[str, float]) -> tuple[Aim, ...]:
    """Aims with these weights, without those that weigh nothing."""
    return tuple(Aim(id=id, weight=weight) for id, weight in weights.items() if weight > 0)
