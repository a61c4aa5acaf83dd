"""Why an asset does nothing, or no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import ASSETS, PLACES, asset, caveat, edited, plan, sortie, stop, world

from hadr_planner.domain.accord import CaveatKind
from hadr_planner.domain.scenario import Aim
from hadr_planner.errors import HadrError
from hadr_planner.explain import Cause, why_idle

CUT_OFF = edited(PLACES, field={"serves": ""}, strip={"serves": ""}, quay={"serves": ""})
"""Places of which none serves a site."""


def causes(scenario, id: str, *moves) -> set[Cause]:
    """Kinds of the reasons found."""
    return {reason.cause for reason in why_idle(scenario, plan(scenario, *moves), id).reasons}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ready_h": 40.0}, "ready from H+40; the plan ends at H+36"),
        ({"ready_h": 9.0, "until_h": 9.0}, "leaves at H+9"),
        ({"count": 0}, "has no tails"),
    ],
)
def test_it_is_not_there(changes: dict[str, float], said: str) -> None:
    """Its nation offers it later, or not at all."""
    scenario = world([replace(ASSETS["usa_choppers"], **changes)])
    (reason,) = why_idle(scenario, plan(scenario), "usa_choppers").reasons
    assert reason.cause is Cause.NOT_READY
    assert said in reason.because


def test_nothing_is_in_its_reach() -> None:
    """Aircraft with wings reach no site where no airfield serves one; the rule says so."""
    scenario = world(["usa_lifters"], places=CUT_OFF)
    (reason,) = why_idle(scenario, plan(scenario), "usa_lifters").reasons
    assert (reason.cause, reason.rule) == (Cause.NO_REACH, "SHORE")


def test_it_is_refused() -> None:
    """Its nation goes nowhere in the country."""
    scenario = world(["usa_choppers"], caveats=[caveat("USA", CaveatKind.NO_PLACE, "PHL")])
    assert causes(scenario, "usa_choppers") == {Cause.REFUSED}


def test_it_is_not_worth_it() -> None:
    """Where only lives count, moving water gains nothing."""
    scenario = world(["usa_choppers"], aims=(Aim(id="lives", weight=1),))
    assert causes(scenario, "usa_choppers") == {Cause.NOT_WORTH_IT}


def test_nothing_is_lacking() -> None:
    """A world without needs needs nobody."""
    scenario = world(["usa_choppers"], needs=[])
    (reason,) = why_idle(scenario, plan(scenario), "usa_choppers").reasons
    assert reason.because == "Every need of goods is met without more of it."


def test_there_is_nothing_to_carry() -> None:
    """No supply lies anywhere."""
    scenario = world(["usa_choppers"], supplies=[])
    assert causes(scenario, "usa_choppers") == {Cause.NO_SUPPLY}


def test_the_search_has_not_found_it() -> None:
    """It could help, against no rule."""
    scenario = world()
    answer = why_idle(scenario, plan(scenario), "usa_choppers")
    assert (answer.sorties, answer.busy_share) == (0, 0)
    (reason,) = answer.reasons
    assert reason.cause is Cause.NOT_FOUND
    assert "usa_choppers could bring" in reason.because


def test_it_is_used_up() -> None:
    """Both tails are out nearly all the time."""
    scenario = world(["usa_choppers"])
    stops = stop("field", 0), stop("alpha", 1, 34), stop("field", 35)
    out = [sortie(scenario, "usa_choppers", *stops, tail=tail, id=f"s{tail}") for tail in (1, 2)]
    answer = why_idle(scenario, plan(scenario, *out), "usa_choppers")
    assert answer.sorties == 2
    assert answer.busy_share == pytest.approx(35 / 36)
    assert [reason.cause for reason in answer.reasons] == [Cause.BUSY]


def test_an_asset_that_does_not_exist_is_refused() -> None:
    """The nearest name is offered."""
    scenario = world([asset("usa_choppers", "chopper", "field")])
    with pytest.raises(HadrError, match="did you mean 'usa_choppers'"):
        why_idle(scenario, plan(scenario), "usa_choper")
