"""Answers in sentences, for a terminal or a desk: lines of plain text, without anything that could disturb either."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from hadr_planner import demand
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.idleness import Idle
from hadr_planner.explain.judge import Objection
from hadr_planner.explain.objections import Outcome, Verdict
from hadr_planner.explain.proof import Proof
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.shortfall import Unmet
from hadr_planner.explain.unlocking import Unlocks
from hadr_planner.replay import KILOGRAM_T, hour, tonnes

UNHEARD = ("Cc", "Cf", "Zl", "Zp", "Cs")
LEAST_GAIN = 0.5
"""Person-days; less is told as nothing."""
HEADS = {
    Cause.NO_SUPPLY: "No supply",
    Cause.LATE_SUPPLY: "Supply comes late",
    Cause.RUNS_OUT: "Runs out",
    Cause.NO_UNIT: "No unit",
    Cause.LATE_UNIT: "Unit comes late",
    Cause.ELSEWHERE: "Unit elsewhere",
    Cause.UNIT_FULL: "Units at their limit",
    Cause.NO_PARTNER: "No partner",
    Cause.PARTNER_FULL: "Partners at their limit",
    Cause.NO_REACH: "Out of reach",
    Cause.LATE_REACH: "Can't be there in time",
    Cause.REFUSED: "Refused",
    Cause.CLOSED: "Closed",
    Cause.FULL: "Full",
    Cause.BUSY: "Fleet used up",
    Cause.STUCK: "Lies unused",
    Cause.NOT_READY: "Not there",
    Cause.NOT_WORTH_IT: "Not worth it",
    Cause.NOT_FOUND: "Not found by the search",
}


def plain(text: str) -> str:
    """Text without control and direction-changing characters."""
    return "".join(" " if unicodedata.category(sign) in UNHEARD else sign for sign in text)


def of_verdict(found: Verdict) -> list[str]:
    """Why not a move, or what it would bring."""
    return [plain(line) for line in _verdict(found)]


def of_unmet(found: Unmet) -> list[str]:
    """Why a need is unmet."""
    return [plain(line) for line in _unmet(found)]


def of_idle(found: Idle) -> list[str]:
    """Why an asset does no more than it does."""
    doing = f"{found.asset} makes {found.sorties} sorties" if found.sorties else f"{found.asset} makes no sortie"
    head = f"{doing} and is busy for {100 * found.busy_share:.0f} % of the time that it may be."
    return [plain(line) for line in (head, *(_reason(reason) for reason in found.reasons))]


def of_unlocks(scenario: Scenario, found: Unlocks) -> list[str]:
    """What lifting each restriction would give, and who could."""
    return [plain(line) for line in _unlocks(scenario, found)]


def _unlocks(scenario: Scenario, found: Unlocks) -> Iterator[str]:
    if not found.ranked:
        yield "No restriction that somebody could lift stands behind anything that is unmet."
        return
    yield f"With everything in force the search finds a plan worth {found.value:,.0f} person-days."
    gaining = [one for one in found.ranked if one.gain >= LEAST_GAIN]
    for place, one in enumerate(gaining, start=1):
        helped = ", ".join(f"{_named(scenario, id)} {_more(scenario, id, amount)}" for id, amount in one.helped)
        yield (
            f"{place}. {one.gain:+,.0f} without: {one.restriction.what}{f' ({helped})' if helped else ''}. "
            f"Could be lifted by {one.restriction.lifted_by}. [{one.restriction.row}]"
        )
    rest = [one.restriction.what for one in found.ranked if one.gain < LEAST_GAIN]
    if rest:
        yield f"Nothing more was found without any one of: {'; '.join(rest)}."
    if found.untried:
        yield f"Not tried, since they seem to matter less (--most): {len(found.untried)} more."


def _named(scenario: Scenario, id: str) -> str:
    return f"{scenario.needs[id].site}/{scenario.needs[id].item}"


def _more(scenario: Scenario, id: str, amount: float) -> str:
    return "+" + _amount(amount, demand.unit(scenario.needs[id]))


def _verdict(found: Verdict) -> Iterator[str]:
    yield _tried(found)
    if found.outcome is not Outcome.BARRED:
        yield _gain(found)
        return
    count = len(found.objections)
    yield f"{count} thing{'s' if count > 1 else ''} against it:"
    yield from (_objection(objection) for objection in found.objections)
    if found.possible_from_h is not None:
        yield f"Nothing would be against it from {hour(found.possible_from_h)}."
    elif found.hours_tried > 1:
        yield f"Of {found.hours_tried} hours tried, none has nothing against it."


def _tried(found: Verdict) -> str:
    calls = " - ".join(f"{stop.node} {hour(stop.on_block_h)}" for stop in found.sortie.stops)
    cargo = ", ".join(f"{tonnes(amount)} of {item}" for item, amount in found.carries.items()) or "nothing"
    return f"{found.move.asset} {found.sortie.tail}: {calls}, carrying {cargo}."


def _gain(found: Verdict) -> str:
    gain = f"{found.gain:+,.0f} person-days"
    given_t = sum(given.tonnes for given in found.hand_overs)
    return {
        Outcome.HELPS: f"Nothing is against it. {tonnes(given_t)} more could be handed over: {gain}.",
        Outcome.NEED_MET: f"Nothing is against it, and nothing that it could bring is lacking at {found.move.to}.",
        Outcome.NOTHING_TO_CARRY: f"Nothing is against it, but nothing that {found.move.to} lacks lies spare for it.",
        Outcome.BRINGS_STOCK: f"Nothing is against it. {found.move.to} hands nothing over itself, so by itself it is "
        f"worth {gain}.",
        Outcome.NOT_WORTH_IT: f"Nothing is against it, but it is not worth it: {gain}.",
        Outcome.BARRED: "",
    }[found.outcome]


def _objection(objection: Objection) -> str:
    lifted = f" Could be lifted by {objection.lifted_by}." if objection.lifted_by else ""
    return f"- {objection.title}: {_sentence(objection.breach.because)}{lifted} [{objection.source}]"


def _unmet(found: Unmet) -> Iterator[str]:
    if not found.reasons:
        yield f"{found.item} at {found.site} is met: {_amount(found.owed, found.unit)}."
        return
    share = 100 * found.short / found.owed
    yield (
        f"{found.item} at {found.site} lacks {_amount(found.short, found.unit)} of "
        f"{_amount(found.owed, found.unit)} ({share:.0f} %)."
    )
    short = [day for day in found.days if day.day >= 0 and day.short > KILOGRAM_T]
    if short:
        yield f"Lacking: {', '.join(f'day {day.day + 1} {_amount(day.short, found.unit)}' for day in short)}."
    yield from (_reason(reason) for reason in found.reasons)
    yield from (_proof(proof, found.unit) for proof in found.proofs)


def _reason(reason: Reason) -> str:
    lifted = f" Could be lifted by {reason.lifted_by}." if reason.lifted_by else ""
    return f"- {HEADS[reason.cause]}: {_sentence(reason.because)}{lifted}"


def _proof(proof: Proof, unit: str) -> str:
    what = f"{HEADS[proof.suspect.cause]} ({', '.join(proof.suspect.rows)})"
    if not proof.helps:
        return f"* Without {what} the plans found give this need no more."
    return (
        f"* Without {what} a plan was found that meets {_amount(proof.met, unit)} in place of "
        f"{_amount(proof.met_before, unit)}; value {proof.value:,.0f} in place of {proof.value_before:,.0f}."
    )


def _amount(quantity: float, unit: str) -> str:
    return tonnes(quantity) if unit == "t" else f"{quantity:,.0f} {unit}"


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
