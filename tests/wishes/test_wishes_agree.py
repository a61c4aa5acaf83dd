"""What the optimizer admits under one wish alone is exactly what the wish's check lets pass."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property
from typing import Any

import numpy as np
import pytest
import worlds
from agreement import Choice, Choices, Trial, as_sortie, mutants

from hadr_planner.decisions import Decisions
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import HandOver, Plan, Service
from hadr_planner.wishes import Forbid, Insist, Keep, Meet, Wish


class _Trial(Trial):
    """One wish alone: room to fall short is not given, and stays are not spoken of."""

    def imposed(self, rule: Any) -> Decisions:
        x = super().imposed(rule)
        x.rows = [replace(rows, blocks={}) for rows in x.rows]
        return x

    @cached_property
    def stays(self) -> list[bool]:
        return []

    @cached_property
    def sets(self) -> dict[Choices, bool]:
        """Random sets, and what is wished for two times and three times over."""
        found = dict(super().sets)
        for mission, slot in sorted(self.x.asked)[:1]:
            for count in (1, 2, 3):
                self._ask(tuple(Choice(mission, slot, tail + 1) for tail in range(count)), found)
        return found


@cache
def bare() -> Decisions:
    return Decisions(worlds.world())


def routes() -> dict[str, tuple[str, ...]]:
    """A route of three calls for each asset that has one."""
    x = bare()
    found = {}
    for mission in range(len(x.missions)):
        move = as_sortie(x, Choice(mission, 0, 1))
        if len(move.stops) >= 3:
            found.setdefault(move.asset, tuple(stop.node for stop in move.stops))
    return found


def asked() -> list[Wish]:
    asset, route = next(iter(routes().items()))
    x = bare()
    able = np.argwhere(x.allowed)
    kept = [as_sortie(x, Choice(int(m), int(s), 1)) for m, s in (able[len(able) // 3], able[2 * len(able) // 3])]
    return [
        Forbid(asset=asset, route=route, from_h=2.0, until_h=7.0),
        Forbid(asset=asset, route=route[1:], from_h=2.5),
        Insist(asset=asset, route=route, start_h=4.0),
        Insist(asset=asset, route=route[:2], start_h=4.2, tolerance_h=2.0),
        Keep(sortie=kept[0]),
        Keep(sortie=kept[1], times=2),
    ]


@cache
def trial(number: int) -> _Trial:
    """One wish alone on the tiny world."""
    return _Trial(all_wishes()[number], worlds.world())


def all_wishes() -> list[Wish]:
    x = bare()
    first = x.missions.pools[0]
    node = x.network.nodes[int(x.missions.visits.node[1])]
    forbids = [
        Forbid(asset=first, node=node, from_h=3.0, until_h=9.5),
        Forbid(asset=first, from_h=5.0, until_h=12.0),
        Forbid(asset=first),
    ]
    return [*forbids, *asked()]


@pytest.mark.parametrize("number", range(9))
def test_what_is_admitted_passes_and_what_passes_is_admitted(number: int) -> None:
    """Every sortie by itself and many sets of them."""
    assert trial(number).disagreement(trial(number).x) == ""


@pytest.mark.parametrize("number", range(9))
def test_a_spoilt_wish_is_noticed(number: int) -> None:
    """Off by a slot, a lost asset, a wrong sign, one more or one less: the comparison notices each."""
    spoilt = dict(mutants(trial(number).x, trial(number).pristine))
    assert spoilt
    assert [name for name, x in spoilt.items() if not trial(number).disagreement(x)] == []


def test_two_kept_alike_need_two() -> None:
    """A sortie kept two times over is not held by one."""
    x = bare()
    mission, slot = (int(n) for n in np.argwhere(x.allowed)[0])
    one, other = (as_sortie(x, Choice(mission, slot, tail), id=f"s{tail}") for tail in (1, 2))
    wish = Keep(sortie=one, times=2)
    assert worlds.said(wish, x.scenario, one)
    assert not worlds.said(wish, x.scenario, one, other)


@pytest.mark.parametrize("share", [0.25, 0.75, 1.0])
def test_what_meets_a_need_for_the_optimizer_meets_it_for_the_judge(share: float) -> None:
    """Random amounts given, at every hour: the row holds if and only if the check finds nothing."""
    scenario = worlds.world()
    rng = np.random.default_rng(3)
    both: set[bool] = set()
    for need in scenario.needs.values():
        for by_h in (11.0, 24.0, 30.0, 36.0):
            wish = Meet(need=need.id, share=share, by_h=by_h)
            x = Decisions(scenario)
            wish.impose(x)
            for fill in rng.random(12):
                block = x.hand_over if need.kind is NeedKind.CARGO else x.service
                given = block.upper * (rng.random(len(block)) < fill)
                holds = all(
                    (rows.blocks[block.name] @ given <= rows.at_most + 1e-6).all() for rows in x.rows
                )
                assert holds is not bool(list(wish.check(scenario, handed(x, need.kind, given)))), (wish, given)
                both.add(holds)
    assert both == {True, False}


def handed(x: Decisions, kind: NeedKind, given: np.ndarray) -> Plan:
    """A plan in which just these amounts are given."""
    lines: list[HandOver | Service] = []
    for k in np.flatnonzero(given).tolist():
        if kind is NeedKind.CARGO:
            block = x.hand_over
            lines.append(
                HandOver(
                    need=x.needs[block.need[k]].id, partnership=list(x.scenario.partnerships)[block.partnership[k]],
                    from_=x.network.nodes[block.node[k]], period=int(block.period[k]), day=int(block.day[k]),
                    tonnes=float(given[k]),
                )
            )  # fmt: skip
        else:
            block = x.service
            lines.append(
                Service(
                    need=x.needs[block.need[k]].id, unit=next(iter(x.scenario.units)), period=int(block.period[k]),
                    day=int(block.day[k]), quantity=float(given[k]),
                )
            )  # fmt: skip
    return worlds.plan(x.scenario, *lines)
