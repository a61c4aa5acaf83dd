"""What someone would like an asset to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io.nearest import did_you_mean, shown

UNIT = "unit:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An asset goes to a site or place, perhaps by way of a pick-up, at a given hour, with a given load.

    Parameters
    ----------
    start
        Pick-up; empty for wherever it can best take on what is wanted.
    at_h
        Hour at which the tail becomes busy; unset for the hour with the least against it.
    item, tonnes
        Load; unset for what helps most at the destination, as much as there is and fits.
    """

    asset: str
    to: str
    start: str = ""
    at_h: float | None = None
    item: str = ""
    tonnes: float | None = None


def vet(scenario: Scenario, move: Move) -> None:
    """Refuse a move that names what the scenario does not have.

    Raises
    ------
    HadrError
        With what was found and the nearest valid name.
    """
    known(move.asset, "asset", scenario.assets)
    nodes = [*scenario.sites, *scenario.places]
    known(move.to, "site or place", nodes)
    if move.start:
        known(move.start, "site or place", nodes)
    if move.start == move.to:
        message = f"a move picks up somewhere else than where it goes; found {shown(move.to)} for both"
        raise HadrError(message)
    if move.item.startswith(UNIT):
        known(move.item.removeprefix(UNIT), "unit", scenario.units)
    elif move.item:
        known(move.item, "item", scenario.catalogue.items)
    last_h = scenario.clock.horizon_h
    if move.at_h is not None and not 0 <= move.at_h <= last_h:
        message = f"the hour of a move lies between H+0 and H+{last_h:g}; found {move.at_h:g}"
        raise HadrError(message)
    if move.tonnes is not None and not (move.item and 0 < move.tonnes <= 1e6):
        message = f"a load is an item and more than 0 t of it; found {move.tonnes:g} t of {shown(move.item)}"
        raise HadrError(message)


def known(id: str, what: str, names: Collection[str]) -> None:
    """Raise ``HadrError`` for a name that the scenario does not have."""
    if id not in names:
        message = f"the scenario has no {what} {shown(id)}{did_you_mean(id, names)}"
        raise HadrError(message)
