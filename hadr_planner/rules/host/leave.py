"""When a state gives its guests leave, for the rules that say so to the optimizer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.accord import Agreement, AgreementKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

NATION = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """What one state grants to one guest.

    Parameters
    ----------
    spans
        From when to when, hours after start; they may overlap.
    """

    state: str
    guest: str
    spans: tuple[tuple[float, float], ...]

    def lacking(self, from_h: NDArray[np.float64], until_h: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether some moment of each spell is without leave: its first, or one at which a grant ends."""
        lacking = ~self._holds(from_h)
        for _, ends_h in self.spans:
            within = (from_h < ends_h - EPSILON_H) & (ends_h < until_h - EPSILON_H)
            lacking |= within & ~self._holds(np.array(ends_h))
        return lacking

    def _holds(self, at_h: NDArray[np.float64]) -> NDArray[np.bool_]:
        held = np.zeros(np.shape(at_h), dtype=bool)
        for from_h, until_h in self.spans:
            held |= (from_h <= at_h + EPSILON_H) & (at_h < until_h - EPSILON_H)
        return held


def leaves(scenario: Scenario, kind: AgreementKind) -> Iterator[Leave]:
    """What each state with agreements of a kind grants to each owner that is its guest."""
    rows: dict[str, list[Agreement]] = {}
    for row in scenario.agreements.values():
        if row.kind is kind:
            rows.setdefault(row.state, []).append(row)
    owners = {asset.owner for asset in scenario.assets.values()} | {unit.owner for unit in scenario.units.values()}
    for state, granted in rows.items():
        for owner in sorted(owners):
            if owner != state and _is_guest(owner, granted):
                spans = tuple((row.from_h, row.until_h) for row in granted if row.guest in (owner, "*"))
                yield Leave(state=state, guest=owner, spans=spans)


def _is_guest(owner: str, granted: Sequence[Agreement]) -> bool:
    return bool(NATION.fullmatch(owner)) or any(row.guest == owner for row in granted)


def forbid_calls_without(x: Decisions, leave: Leave, nodes: NDArray[np.bool_], which: NDArray[np.bool_]) -> None:
    """Rule out the guest's calls at nodes in slots without leave; ``which`` is over missions."""
    mine = which & x.pool_array(lambda asset: asset.owner == leave.guest)
    barred = nodes & np.array([node.country == leave.state for node in x.nodes], dtype=bool)
    shut = leave.lacking(x.hour[:-1], x.hour[1:])
    x.forbid_calls_while(barred[:, None] & shut[None, :], mine[x.missions.visits.mission])
