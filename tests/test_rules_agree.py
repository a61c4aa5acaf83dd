"""The optimizer admits exactly the sorties in which the same rule's check finds nothing.

For every rule that speaks of sorties: impose it alone on a tiny world, and compare with its check every sortie by
itself, random sets of sorties with their tails, and every stay of a unit. Rules on flows are compared in
``test_flow_rules_agree``.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
import worlds
from agreement import Choice, Trial, as_sortie, mutants
from rule_worlds import WORLDS, fleet, no_cargo

from hadr_planner.decisions import Decisions
from hadr_planner.rules import RULES

BY_CODE = {rule.CODE: rule for rule in RULES}
IMPOSED = [code for code in WORLDS if code not in ("TIMING", "NO_CARGO", "LICENCE")]


@cache
def trial(code: str) -> Trial:
    """The rule alone on its tiny world."""
    return Trial(BY_CODE[code], WORLDS[code]())


def test_every_rule_is_compared_with_its_check() -> None:
    """No rule of the book is without an agreement test, here or among those on flows."""
    from test_flow_rules_agree import CASES

    assert {rule.CODE for rule in RULES} == set(WORLDS) | set(CASES)


@pytest.mark.parametrize("code", [code for code in WORLDS if code != "NO_CARGO"])
def test_what_is_admitted_passes_and_what_passes_is_admitted(code: str) -> None:
    """Every sortie, set of sorties and stay is admitted if and only if the check finds nothing in it."""
    assert trial(code).disagreement(trial(code).x) == ""


@pytest.mark.parametrize("code", IMPOSED)
def test_the_tiny_world_lets_something_pass_and_something_not(code: str) -> None:
    """A world in which a rule never binds, or always, would prove nothing."""
    asked = {**trial(code).singles, **trial(code).sets}
    assert set(asked.values()) == {True, False}


@pytest.mark.parametrize("code", IMPOSED)
def test_a_spoilt_rule_is_noticed(code: str) -> None:
    """Off by a slot, a lost pool, a wrong sign, a limit too high or too low: the comparison notices each."""
    spoilt = dict(mutants(trial(code).x, trial(code).pristine))
    assert len(spoilt) >= 4
    assert [name for name, x in spoilt.items() if not trial(code).disagreement(x)] == []


def test_a_spoilt_licence_is_noticed() -> None:
    """LICENCE speaks of stays alone: some pass and some don't, and none or all forbidden are noticed."""
    assert set(trial("LICENCE").stays) == {True, False}
    spoilt = dict(mutants(trial("LICENCE").x, trial("LICENCE").pristine))
    assert len(spoilt) == 2
    assert [name for name, x in spoilt.items() if not trial("LICENCE").disagreement(x)] == []


def test_missions_built_for_faster_assets_are_noticed() -> None:
    """TIMING imposes nothing, for missions are built with its times: built for faster assets, they don't pass."""
    slow = worlds.world()
    rule = BY_CODE["TIMING"]
    for figures in ({"speed_kmh": 400.0}, {"load_h": 0.0}, {"unload_h": 0.0}):
        fast = Decisions(worlds.world(fleet(**dict.fromkeys(worlds.ASSETS, figures))))
        whole = [
            move
            for mission in range(len(fast.missions))
            if len((move := as_sortie(fast, Choice(mission, 0, 1), id=f"s{mission}")).stops) > 1
        ]
        assert list(rule.check(slow, worlds.plan(slow, *whole)))


def carried(x: Decisions) -> set[tuple[int, str]]:
    """(lift, item) that some flow may use."""
    channel_item = set(zip(x.flow.channel.tolist(), x.flow.item.tolist(), strict=True))
    pairs = ((lift, k) for lift in range(len(x.missions.lifts.mission)) for k in range(len(x.cargo)))
    return {(lift, x.cargo[k]) for lift, k in pairs if (int(x.channels.of[lift]), k) in channel_item}


def cargo_that_passes(rule: object, x: Decisions) -> set[tuple[int, str]]:
    """(lift, item) of which the check finds nothing where a sortie carries that item."""
    passed = set()
    for lift, item in carried(x):
        mission = int(x.missions.lifts.mission[lift])
        start = int(np.flatnonzero(x.allowed[mission])[0])
        if not worlds.said(rule, x.scenario, as_sortie(x, Choice(mission, start, 1), cargo=item)):
            passed.add((lift, item))
    return passed


def test_what_a_nation_carries_is_what_the_check_lets_it_carry() -> None:
    """NO_CARGO speaks of flows: every lift may carry exactly the items that its check lets it carry."""
    rule = BY_CODE["NO_CARGO"]
    free, bound = Decisions(no_cargo()), Decisions(no_cargo())
    rule.impose(bound)
    assert carried(bound) == cargo_that_passes(rule, free)
    assert carried(bound) < carried(free)


@pytest.mark.parametrize("pool", ["usa_lifters", "phl_trucks", "aus_haulers"])
def test_a_pool_spared_its_caveat_is_noticed(pool: str) -> None:
    """Refusing cargo for all pools but one, or for one too many, is noticed."""
    rule = BY_CODE["NO_CARGO"]
    free, spoilt, strict = Decisions(no_cargo()), Decisions(no_cargo()), Decisions(no_cargo())
    for x in (spoilt, strict):
        rule.impose(x)
    del spoilt.refused[pool]
    strict.refuse_cargo(pool, "food" if pool != "aus_haulers" else "water")
    passes = cargo_that_passes(rule, free)
    assert carried(spoilt) != passes
    assert carried(strict) != passes


def test_a_rule_that_imposes_nothing_is_noticed() -> None:
    """The comparison itself has teeth: an empty impose disagrees with every check that binds."""
    for code in IMPOSED:
        idle = SimpleNamespace(CODE=code, impose=lambda x: None, check=BY_CODE[code].check)
        assert trial(code).disagreement(trial(code).imposed(idle)), code
