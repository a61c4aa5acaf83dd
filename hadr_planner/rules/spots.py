"""How many calls may be in progress at once, by kind of call: spots on aprons and landing sites, berths in ports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.catalogue import Mode, Ramp
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import Place, PlaceKind, Site
from hadr_planner.rules.lines import UNKNOWN

if TYPE_CHECKING:
    from hadr_planner.decisions import Bools, Decisions, Floats, Ints


SHORT_CALLS = 4
"""Calls that take no time and that one tail may make at a place in one slot: the last two of a sortie, and the first
two of its next."""


@dataclass(frozen=True, slots=True)
class Spots:
    """Calls of one kind.

    Parameters
    ----------
    calls
        Which calls are of it, over ``missions.visits``; only calls that last.
    most
        How many may be in progress at once, by node; infinite where that is not known.
    """

    calls: Bools
    most: Floats

    def limit(self, x: Decisions, code: str) -> None:
        """Say so to the optimizer."""
        known = np.isfinite(self.most)
        node = x.missions.visits.node
        line = np.cumsum(known) - 1
        x.limit_calls(code, self.most[known], self.calls & known[node], line[node], np.ones(len(node)))


def aprons(x: Decisions) -> tuple[Spots, ...]:
    """Wide-bodied aircraft, then narrow ones where wide spots are not known, then both."""
    wide = _lasting(x, lambda asset: asset.type.ramp is Ramp.WIDE)
    narrow = _lasting(x, lambda asset: asset.type.ramp is Ramp.NARROW)
    wide_spots = [node.spots_wide if isinstance(node, Place) else None for node in x.nodes]
    return (
        Spots(wide, _figures(wide_spots)),
        Spots(narrow, _figures([_narrow_spots(node) for node in x.nodes])),
        Spots(wide | narrow, _figures([_all_spots(node) for node in x.nodes])),
    )


def berths(x: Decisions) -> Spots:
    """Ships in seaports."""
    ports = [node if isinstance(node, Place) and node.kind is PlaceKind.SEAPORT else None for node in x.nodes]
    ships = _lasting(x, lambda asset: asset.type.mode is Mode.SHIP)
    return Spots(ships, _figures([port.berths if port else None for port in ports]))


def landing_spots(x: Decisions) -> Spots:
    """Helicopters at sites and places."""
    known = [node.landing_spots if isinstance(node, Site) else node.spots_heli for node in x.nodes]
    return Spots(_lasting(x, lambda asset: asset.type.ramp is Ramp.HELI), _figures(known))


def called_only_while(
    x: Decisions, code: str, calls: Bools, nodes: Ints, grants: Mapping[str, tuple[Ints, Ints, Bools]]
) -> None:
    """Say that calls are made at some nodes only while some decision grants it.

    A part of a grant gives no more room than that part of the spots and berths.

    Parameters
    ----------
    x, code
        What is decided, and the rule that says so.
    calls
        Which of ``missions.visits`` wait for it.
    nodes
        The nodes, one for each line of the grants; -1 where a line is none.
    grants
        As for ``Decisions.only_while``.
    """
    visits = x.missions.visits
    line = np.full(len(x.nodes), UNKNOWN, dtype=np.int64)
    line[nodes[nodes >= 0]] = np.flatnonzero(nodes >= 0)
    lasts, endless = visits.off > visits.on, np.full(len(x.nodes), np.inf)
    kinds = [(Spots(~lasts, endless), SHORT_CALLS, line != UNKNOWN), (Spots(lasts, endless), 1, line != UNKNOWN)]
    kinds += [(kind, 1, (line != UNKNOWN) & np.isfinite(kind.most)) for kind in (*aprons(x), berths(x))]
    for kind, each, there in kinds:
        mine = np.flatnonzero(calls & kind.calls & there[visits.node])
        since, until = visits.on[mine], np.maximum(visits.off[mine], visits.on[mine] + 1)
        most = np.where(nodes >= 0, kind.most[nodes], np.inf)
        x.only_while(code, visits.mission[mine], since, until, line[visits.node[mine]], most, grants, each)


def _lasting(x: Decisions, kind: Callable[[Asset], bool]) -> Bools:
    visits = x.missions.visits
    return np.asarray(x.pool_array(kind)[visits.mission] & (visits.off > visits.on))


def _narrow_spots(node: Site | Place) -> int | None:
    return node.spots_narrow if isinstance(node, Place) and node.spots_wide is None else None


def _all_spots(node: Site | Place) -> int | None:
    if isinstance(node, Site) or node.spots_wide is None or node.spots_narrow is None:
        return None
    return node.spots_wide + node.spots_narrow


def _figures(known: Sequence[float | None]) -> Floats:
    return np.array([np.inf if figure is None else figure for figure in known], dtype=float)
