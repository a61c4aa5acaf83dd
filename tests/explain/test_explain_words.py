"""Answers in sentences."""

from __future__ import annotations

from dataclasses import replace

from worlds import PLACES, UNITS, caveat, edited, order, plan, world

from hadr_planner.domain.accord import CaveatKind, OrderKind
from hadr_planner.explain import Cause, Move, Outcome, Proof, Reason, why_idle, why_not, why_unmet, words


def test_a_barred_move_quotes_every_rule_and_who_could_lift_it() -> None:
    """Title, the rule's own sentence, who could lift it, and the source."""
    scenario = world(caveats=[caveat("USA", CaveatKind.NO_PLACE, "alpha")])
    found = why_not(scenario, plan(scenario), Move(asset="usa_choppers", to="alpha"))
    lines = words.of_verdict(found)
    assert lines[0].startswith("usa_choppers 1: field H+0 - ")
    assert lines[1] == "1 thing against it:"
    because = found.objections[0].breach.because
    assert lines[2] == (
        f"- Places held back by a nation: {because}. Could be lifted by the nation that holds the caveat. "
        "[National caveats, as stated by the nation's red card holder]"
    )


def test_every_outcome_has_its_sentence() -> None:
    """No answer is left without words."""
    scenario = world(units=UNITS)
    found = why_not(scenario, plan(scenario), Move(asset="phl_trucks", to="bravo"))
    said = {outcome: words.of_verdict(replace(found, outcome=outcome))[1] for outcome in Outcome}
    assert len(set(said.values())) == len(Outcome)
    assert all(said.values())
    assert f"{found.gain:+,.0f} person-days" in said[Outcome.HELPS]


def test_every_cause_has_its_heading() -> None:
    """One for each kind of reason."""
    assert set(words.HEADS) == set(Cause)


def test_an_unmet_need_is_told_with_its_days_and_reasons() -> None:
    """How much, on which days, and why."""
    scenario = world(supplies=[])
    lines = words.of_unmet(why_unmet(scenario, plan(scenario), "alpha/water"))
    assert lines[0] == "water at alpha lacks 4.5 t of 4.5 t (100 %)."
    assert lines[1] == "Lacking: day 1 3 t, day 2 1.5 t."
    assert lines[2].startswith("- No supply: There is no supply of water, and no unit makes it. Could be lifted by")


def test_a_met_need_is_told_in_one_line() -> None:
    """Nothing more to say."""
    scenario = world()
    answer = why_unmet(scenario, plan(scenario), "alpha/water")
    assert words.of_unmet(replace(answer, reasons=())) == ["water at alpha is met: 4.5 t."]


def test_a_proof_says_what_it_gave() -> None:
    """More for the need, or no more."""
    scenario = world()
    answer = why_unmet(scenario, plan(scenario), "alpha/water")
    suspect = Reason(cause=Cause.CLOSED, rows=("orders/shut",), because="alpha is closed.")
    proof = Proof(suspect=suspect, met=3, met_before=1, value=200, value_before=100, bound=250)
    helps, useless = words.of_unmet(replace(answer, proofs=(proof, replace(proof, met=1))))[-2:]
    assert helps == (
        "* Without Closed (orders/shut) a plan was found that meets 3 t in place of 1 t; value 200 in place of 100."
    )
    assert useless == "* Without Closed (orders/shut) the plans found give this need no more."


def test_an_idle_asset_is_told() -> None:
    """How much it does, and why no more."""
    scenario = world(["usa_lifters"], places=edited(PLACES, field={"serves": ""}, strip={"serves": ""}))
    lines = words.of_idle(why_idle(scenario, plan(scenario), "usa_lifters"))
    assert lines[0] == "usa_lifters makes no sortie and is busy for 0 % of the time that it may be."
    assert lines[1].startswith("- Out of reach: lifter can't call at")


def test_hostile_names_disturb_no_terminal() -> None:
    """Control and direction-changing characters from the scenario become spaces."""
    shut = order(OrderKind.CLOSE, "alpha", issued_by="\x1b[31mmayor\u202e")
    scenario = world(orders=[shut])
    empty = plan(scenario)
    lines = words.of_unmet(why_unmet(scenario, empty, "alpha/water"))
    lines += words.of_verdict(why_not(scenario, empty, Move(asset="usa_choppers", to="alpha")))
    assert any("mayor" in line for line in lines)
    assert not any(sign in line for line in lines for sign in "\x1b\u202e\n")
