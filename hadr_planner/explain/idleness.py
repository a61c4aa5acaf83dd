"""Why does an asset do nothing, or no more than it does?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.able import Ability, ability, holders
from hadr_planner.explain.judge import BY_CODE, refuse_unsound
from hadr_planner.explain.move import Move, known
from hadr_planner.explain.objections import Outcome, why_not
from hadr_planner.explain.reason import Cause, Reason, search_ended
from hadr_planner.explain.reasons.chance import not_worth_it, said
from hadr_planner.explain.reasons.crowding import FULL_SHARE, busy_share
from hadr_planner.explain.reasons.reach import REFUSALS
from hadr_planner.explain.spare import left, outlets
from hadr_planner.goals import worth
from hadr_planner.replay import hour

MOST_SITES = 6
"""Needs for which it is asked, those that lack most first."""
MOST_ASKED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """What an asset does in a plan, and why no more.

    Parameters
    ----------
    sorties
        How many it makes.
    busy_share
        Share of its allowed time for which it is on sorties.
    """

    asset: str
    sorties: int
    busy_share: float
    reasons: tuple[Reason, ...]


def why_idle(scenario: Scenario, plan: Plan, asset_id: str) -> Idle:
    """Ask why an asset does nothing, or no more: not there, refused, nothing in reach, nothing lacking, not worth it.

    Raises
    ------
    HadrError
        If the scenario has no such asset, or the plan can't be replayed.
    """
    known(asset_id, "asset", scenario.assets)
    refuse_unsound(scenario, plan)
    asset = scenario.assets[asset_id]
    return Idle(
        asset=asset_id, sorties=sum(sortie.asset == asset_id for sortie in plan.sorties),
        busy_share=busy_share(scenario, plan, asset_id)[0] if asset.count else 0.0,
        reasons=tuple(dict.fromkeys(_reasons(scenario, plan, asset))),
    )


def _reasons(scenario: Scenario, plan: Plan, asset: Asset) -> Iterator[Reason]:
    absent = _absent(scenario, asset)
    if absent is not None:
        yield absent
        return
    share, rule = busy_share(scenario, plan, asset.id)
    if share >= FULL_SHARE:
        because = f"{asset.id} is on sorties for {100 * share:.0f} % of the time that it may be."
        lifted_by = BY_CODE[rule].LIFTED_BY
        yield Reason(cause=Cause.BUSY, by=asset.id, share=share, rule=rule, lifted_by=lifted_by, because=because)
        return
    lacking = _lacking(scenario, plan)
    if not lacking:
        yield Reason(cause=Cause.NOT_WORTH_IT, by=asset.id, because="Every need of goods is met without more of it.")
        return
    tried = [(one, item) for site, item in lacking if (one := _able(scenario, plan, asset, site, item)) is not None]
    if not tried:
        because = f"{asset.id} has nowhere within its reach to carry anything to."
        yield Reason(cause=Cause.NO_REACH, by=asset.id, because=because)
        return
    able = [(one, item) for one, item in tried if one.from_h is not None]
    yield from _on_offer(scenario, plan, able) if able else _barred(asset, [one for one, _ in tried])


def _absent(scenario: Scenario, asset: Asset) -> Reason | None:
    """Not there to be tasked within the plan."""
    horizon_h = scenario.clock.horizon_h
    if asset.count == 0:
        because = f"{asset.id} has no tails."
    elif asset.ready_h >= horizon_h - EPSILON_H:
        because = f"{asset.id} is ready from {hour(asset.ready_h)}; the plan ends at {hour(horizon_h)}."
    elif asset.until_h <= asset.ready_h + EPSILON_H:
        because = f"{asset.id} is ready from {hour(asset.ready_h)} and leaves at {hour(asset.until_h)}."
    else:
        return None
    return Reason(
        cause=Cause.NOT_READY, by=asset.id, from_h=asset.ready_h, rule="READY", lifted_by=BY_CODE["READY"].LIFTED_BY,
        rows=(f"assets/{asset.id}",), because=because,
    )


def _lacking(scenario: Scenario, plan: Plan) -> list[tuple[str, str]]:
    """Site and item of what is lacking most, by worth."""
    worths = {
        (need.site, need.item): sum(lacks.values()) * worth.person_days_per_t(scenario, need)
        for need in scenario.needs.values()
        if need.kind is NeedKind.CARGO and (lacks := left(scenario, plan, need))
    }
    return sorted(worths, key=lambda pair: (-worths[pair], pair))[:MOST_SITES]


def _able(scenario: Scenario, plan: Plan, asset: Asset, site: str, item: str) -> Ability | None:
    return ability(scenario, plan, asset, item, outlets(scenario, site), holders(scenario, plan, item))


def _barred(asset: Asset, tried: list[Ability]) -> Iterator[Reason]:
    """What keeps it from every site that lacks something, each rule once."""
    for breach in {breach.rule: breach for one in reversed(tried) for breach in one.barred}.values():
        yield Reason(
            cause=Cause.REFUSED if breach.rule in REFUSALS else Cause.NO_REACH, at=breach.at, by=asset.id,
            rule=breach.rule, lifted_by=BY_CODE[breach.rule].LIFTED_BY, because=breach.because,
        )


def _on_offer(scenario: Scenario, plan: Plan, able: list[tuple[Ability, str]]) -> Iterator[Reason]:
    """The best that it could still do."""
    found = [why_not(scenario, plan, Move(asset=one.asset, to=one.to, item=item)) for one, item in able[:MOST_ASKED]]
    helps = [verdict for verdict in found if verdict.outcome is Outcome.HELPS]
    if helps:
        best = max(helps, key=lambda verdict: verdict.gain)
        yield search_ended(plan, f"{said(best)}, against no rule, for {best.gain:+.0f} person-days")
        return
    for verdict in found:
        if verdict.outcome is Outcome.BARRED:
            for against in verdict.objections:
                yield Reason(
                    cause=Cause.FULL, at=against.breach.at, by=verdict.move.asset, rule=against.breach.rule,
                    lifted_by=against.lifted_by, because=against.breach.because,
                )
        elif verdict.outcome is Outcome.NOTHING_TO_CARRY:
            item, to = verdict.move.item, verdict.move.to
            because = f"Nothing of the {item} that {to} lacks lies spare within reach of {verdict.move.asset}."
            yield Reason(cause=Cause.NO_SUPPLY, at=to, by=verdict.move.asset, because=because)
        else:
            yield not_worth_it(verdict)
