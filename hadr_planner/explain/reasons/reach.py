"""Can anything on offer carry it there, and what bars the rest?"""

from __future__ import annotations

from collections.abc import Iterator

from hadr_planner import demand
from hadr_planner.domain.accord import CaveatKind
from hadr_planner.domain.breach import Breach
from hadr_planner.explain.able import Ability
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.reasons.question import Question
from hadr_planner.replay import hour

NEAREST = 6
"""How many of the barred are named, the nearest first."""
REFUSALS = {
    "CONSENT": "consent", "LANDING": "landing", "OVERFLIGHT": "overflight", "PORT_CALL": "port_call",
    "NO_PLACE": CaveatKind.NO_PLACE, "NO_NIGHT": CaveatKind.NO_NIGHT, "NO_CARGO": CaveatKind.NO_CARGO,
    "RADIUS": CaveatKind.RADIUS, "LAST_DAY": CaveatKind.LAST_DAY,
}
"""Rules in which a state or nation says no, and the kind of agreement or caveat that says so."""
SHUT = {"CLOSURE", "HOURS", "REPAIR", "ROAD", "CURFEW", "NO_FLY"}
"""Rules in which a place or road is closed."""


def reasons(asked: Question) -> Iterator[Reason]:
    """Reasons about those who could carry it."""
    barred = [one for one in asked.abilities if one.from_h is None]
    refused = [one for one in barred if {breach.rule for breach in one.barred} <= set(REFUSALS)]
    for one in refused[:NEAREST]:
        yield from (_refusal(asked, one, breach) for breach in _first_of_each(one))
    yield from _too_late(asked)
    if asked.loads and not asked.able:
        shut = [one for one in barred if one not in refused and {b.rule for b in one.barred} <= SHUT | set(REFUSALS)]
        for one in shut[:NEAREST]:
            yield from (_closed(one, breach) for breach in _first_of_each(one) if breach.rule in SHUT)
        barred = [one for one in barred if one not in refused and one not in shut]
        yield from (_out_of_reach(asked, one) for one in barred[:NEAREST])
        if not asked.abilities:
            because = f"No asset on offer could carry {asked.loads[0]} anywhere near {asked.need.site}."
            yield Reason(cause=Cause.NO_REACH, at=asked.need.site, lifted_by="whoever offers assets", because=because)


def _too_late(asked: Question) -> Iterator[Reason]:
    """Days that lack something and are over before the first could be there."""
    first = min(((one.there_h, one.asset, one.to) for one in asked.able if one.there_h is not None), default=None)
    if first is None:
        return
    there_h, asset, to = first
    missed = [day for day in asked.lacks if day != demand.ONCE and day * demand.DAY_H < there_h]
    if missed and there_h > asked.need.from_h + asked.scenario.clock.edges_h[1]:
        yield Reason(
            cause=Cause.LATE_REACH, at=to, by=asset, from_h=asked.need.from_h, until_h=there_h, unit="h",
            quantity=there_h - asked.need.from_h, lifted_by="whoever has it ready sooner or nearer",
            because=f"{asset} could be the first to have any there, at {to} at {hour(there_h)} if it did nothing else; "
            f"it is needed from {hour(asked.need.from_h)}.",
        )


def _first_of_each(one: Ability) -> list[Breach]:
    return list({breach.rule: breach for breach in reversed(one.barred)}.values())[::-1]


def _refusal(asked: Question, one: Ability, breach: Breach) -> Reason:
    rows = _rows(asked, one.asset, breach.rule)
    return Reason(
        cause=Cause.REFUSED, at=breach.at, by=one.asset, rule=breach.rule, rows=tuple(rows),
        lifted_by=", ".join(dict.fromkeys(filter(None, rows.values()))) or BY_CODE[breach.rule].LIFTED_BY,
        because=breach.because,
    )


def _rows(asked: Question, asset: str, rule: str) -> dict[str, str]:
    """Caveats or agreements that say so, and who holds each."""
    scenario, holder, kind = asked.scenario, asked.scenario.assets[asset], REFUSALS[rule]
    if isinstance(kind, CaveatKind):
        return {f"caveats/{c.id}": c.held_by for c in scenario.red(kind) if c.binds(holder)}
    rows = [row for row in scenario.agreements.values() if row.kind == kind]
    own = [row for row in rows if row.guest == holder.owner] or rows
    return {f"agreements/{row.id}": row.held_by for row in own}


def _closed(one: Ability, breach: Breach) -> Reason:
    return Reason(
        cause=Cause.CLOSED, at=breach.at, by=one.asset, rule=breach.rule, lifted_by=BY_CODE[breach.rule].LIFTED_BY,
        because=breach.because,
    )


def _out_of_reach(asked: Question, one: Ability) -> Reason:
    codes = {breach.rule for breach in one.barred}
    first = next((b for b in one.barred if b.rule != "TIMING"), one.barred[0])
    also = f" ({', '.join(sorted(codes - {first.rule}))} as well)" if codes - {first.rule} else ""
    return Reason(
        cause=Cause.NO_REACH, at=one.to, by=one.asset, quantity=one.km, unit="km", rule=first.rule,
        lifted_by=BY_CODE[first.rule].LIFTED_BY, because=first.because + also,
    )
