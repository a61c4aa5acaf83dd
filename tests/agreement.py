"""What the optimizer admits under one rule alone, against what that rule's check says of the same moves as a plan.

``Trial`` imposes one rule on a tiny world and asks both sides about every sortie by itself, about many random sets of
sorties, and about every stay. ``mutants`` spoils what the rule imposed, to show that the trial would notice.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import worlds

from hadr_planner.decisions import Decisions
from hadr_planner.decisions.rows import Rows, Spell
from hadr_planner.domain.plan import Drive, Sortie, Stay
from hadr_planner.domain.scenario import Scenario

SETS = 300
SETS_OF_MASKS = 100
"""Random sets of sorties that are tried; few where a rule speaks of each sortie by itself."""
CARGO = "water"


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """One sortie of one tail."""

    mission: int
    start: int
    tail: int


Choices = tuple[Choice, ...]


# ---- the optimizer's side ------------------------------------------------------------------------------------------


def admits(x: Decisions, chosen: Choices) -> bool:
    """Whether nothing that was imposed rules these sorties out."""
    alone = all(x.allowed[one.mission, one.start] for one in chosen)
    return alone and all(_holds(rows, chosen) for rows in x.rows) and _tails_hold(x, chosen)


def _holds(rows: Rows, chosen: Choices) -> bool:
    assert not rows.blocks, f"{rows.rule} speaks of more than sorties"
    assert not rows.standing, f"{rows.rule} speaks of more than sorties"
    mission = np.array([one.mission for one in chosen], dtype=np.int64)
    start = np.array([one.start for one in chosen], dtype=np.int64)
    total = np.zeros(len(rows))
    for term in rows.sorties:
        row, _, amount = term.entries(mission, start)
        np.add.at(total, row, amount)
    over = total > rows.at_most + 1e-6
    under = total < rows.at_most - 1e-6 if rows.exactly else np.zeros(len(rows), dtype=bool)
    return not (over | under).any()


def _tails_hold(x: Decisions, chosen: Choices) -> bool:
    tails: dict[tuple[int, int], list[Choice]] = {}
    for one in chosen:
        tails.setdefault((int(x.missions.pool[one.mission]), one.tail), []).append(one)
    return all(_tail_holds(x, pool, tail, tours) for (pool, tail), tours in tails.items())


def _tail_holds(x: Decisions, pool: int, tail: int, tours: Sequence[Choice]) -> bool:
    """What sorties claim of a tail is disjoint; where tails are kept apart, they also go on from where they are."""
    spans = sorted((*_claim(x, one), one) for one in tours)
    for (from_a, until_a, a), (from_b, until_b, b) in combinations(spans, 2):
        rests = any(x.lead[one.mission, one.start] or x.rest[one.mission] for one in (a, b))
        if max(from_a, from_b) < min(until_a, until_b) and (x.moves_tails or rests):
            return False
    if not x.moves_tails:
        return True
    asset = x.pools[pool]
    if not 1 <= tail <= asset.count:
        return False
    if asset.base in x.scenario.assets:
        return True
    ends = [(x.missions.start[one.mission], x.missions.end[one.mission]) for _, _, one in spans]
    return ends[0][0] == x.network.index[asset.base] and all(a[1] == b[0] for a, b in pairwise(ends))


def _claim(x: Decisions, one: Choice) -> tuple[int, int]:
    from_ = one.start - int(x.lead[one.mission, one.start])
    return from_, one.start + int(x.missions.slots[one.mission]) + int(x.rest[one.mission])


# ---- the plan's side -----------------------------------------------------------------------------------------------


def as_sortie(x: Decisions, one: Choice, id: str = "s1", cargo: str = CARGO) -> Sortie:
    """The sortie as a finished plan writes it, with a little cargo wherever the mission loads or drops."""
    visits, slot_h = x.missions.visits, x.clock.slot_h
    rows = np.flatnonzero(visits.mission == one.mission)
    share = 1.0 / max(int(visits.drops[rows].sum()), 1)
    stops = [
        worlds.stop(
            x.network.nodes[visits.node[k]], (one.start + visits.on[k]) * slot_h, (one.start + visits.off[k]) * slot_h,
            loads={cargo: 1.0} if visits.loads[k] else {}, unloads={cargo: share} if visits.drops[k] else {},
        )
        for k in rows
    ]
    return worlds.sortie(x.scenario, x.missions.pools[x.missions.pool[one.mission]], *stops, tail=one.tail, id=id)


def as_stay(x: Decisions, number: int) -> tuple[Stay | Drive, ...]:
    """The stay as a finished plan writes it, with the drive that leads there."""
    block, edges_h = x.stay, x.clock.edges_h
    unit = x.scenario.units[list(x.scenario.units)[block.unit[number]]]
    node, arrived_h, driven_h = x.network.nodes[block.node[number]], block.arrived_h[number], block.driven_h[number]
    there = worlds.stay(unit.id, node, arrived_h, edges_h[block.first[number]], edges_h[block.last[number]])
    if driven_h <= 0:
        return (there,)
    return there, Drive(unit=unit.id, from_=unit.origin, to=node, start_h=arrived_h - driven_h, end_h=arrived_h)


# ---- both ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trial:
    """One rule alone on one world, and what its check says there."""

    rule: Any
    scenario: Scenario
    seed: int = 0

    @cached_property
    def x(self) -> Decisions:
        """Decisions on which the rule alone was imposed."""
        return self.imposed(self.rule)

    def imposed(self, rule: Any) -> Decisions:
        """Fresh decisions on which a rule was imposed."""
        x = Decisions(self.scenario)
        rule.impose(x)
        return x

    @cached_property
    def pristine(self) -> Decisions:
        """Decisions on which nothing was imposed."""
        return Decisions(self.scenario)

    def passes(self, *moves: Any) -> bool:
        """Whether the check finds nothing."""
        return not list(self.rule.check(self.scenario, worlds.plan(self.scenario, *moves)))

    @cached_property
    def singles(self) -> dict[Choices, bool]:
        """Every sortie by itself, and whether the check lets it pass."""
        every = [Choice(mission, start, 1) for mission, start in np.argwhere(self.pristine.allowed).tolist()]
        moves = [as_sortie(self.pristine, one, id=f"s{number}") for number, one in enumerate(every)]
        if not self.alone:
            return {(one,): self.passes(move) for one, move in zip(every, moves, strict=True)}
        plan = worlds.plan(self.scenario, *moves)
        refused = {breach.by for breach in self.rule.check(self.scenario, plan)}
        return {(one,): move.id not in refused for one, move in zip(every, moves, strict=True)}

    @property
    def alone(self) -> bool:
        """Whether the rule speaks of each sortie by itself."""
        x = self.x
        return not (x.rows or x.moves_tails or x.lead.any() or x.rest.any())

    @cached_property
    def sets(self) -> dict[Choices, bool]:
        """Random sets of sorties that have much to do with each other, and whether the check lets them pass.

        Of a set that doesn't pass, its parts are asked about too, down to those that do.
        """
        rng = np.random.default_rng(self.seed)
        found: dict[Choices, bool] = {}
        for _ in range(SETS_OF_MASKS if self.alone else SETS):
            self._ask(self._drawn(rng), found)
        return found

    def _ask(self, chosen: Choices, found: dict[Choices, bool]) -> None:
        if chosen not in found:
            moves = [as_sortie(self.x, one, id=f"s{number}") for number, one in enumerate(chosen, start=1)]
            found[chosen] = self.passes(*moves)
            if len(chosen) > 2 and not found[chosen]:
                for part in combinations(chosen, len(chosen) - 1):
                    self._ask(part, found)

    def _drawn(self, rng: np.random.Generator) -> Choices:
        """Sorties of one pool, or with a node in common, at about the same time or one after the other."""
        x = self.x
        akin = self._akin[int(rng.choice(self._live))]
        kin = akin[int(rng.integers(len(akin)))]
        chosen: list[Choice] = []
        at = int(rng.integers(x.clock.slots))
        for _ in range(int(rng.integers(2, 7))):
            mission = int(rng.choice(kin))
            length = int(x.missions.slots[mission])
            start = int(np.clip(at + rng.integers(-1, 3), 0, x.clock.slots - length))
            free = np.flatnonzero(x.allowed[mission])
            if len(free) and rng.random() < 0.9:
                start = int(free[np.argmin(np.abs(free - start))])
            tail = int(rng.integers(1, x.pools[x.missions.pool[mission]].count + 1)) + int(rng.random() < 0.02)
            chosen.append(Choice(mission, start, tail))
            if rng.random() < 0.5:
                at = start + length + int(rng.choice([0, int(x.rest[mission])]))
        return tuple(chosen)

    @cached_property
    def _live(self) -> list[int]:
        return np.flatnonzero(self.x.allowed.any(axis=1)).tolist()

    @cached_property
    def _akin(self) -> list[list[np.ndarray]]:
        """For each mission: those of its pool, and those that call at a node of its own."""
        missions, live = self.x.missions, set(self._live)
        calls = [set(missions.visits.node[missions.visits.mission == m].tolist()) for m in range(len(missions))]
        every = sorted(live)
        return [
            [
                np.array([n for n in every if missions.pool[n] == missions.pool[m]] or [m]),
                np.array([n for n in every if calls[n] & calls[m]] or [m]),
            ]
            for m in range(len(missions))
        ]

    @cached_property
    def stays(self) -> list[bool]:
        """Every stay, and whether the check lets it pass."""
        return [self.passes(*as_stay(self.pristine, number)) for number in range(len(self.pristine.stay))]

    def disagreement(self, x: Decisions) -> str:
        """The first thing on which the two sides differ; empty where there is none."""
        for asked in (self.sets, self.singles):
            for chosen, passes in asked.items():
                if admits(x, chosen) != passes:
                    return self._told(chosen, passes)
        for number, passes in enumerate(self.stays):
            if (x.stay.upper[number] > 0) != passes:
                said = "passes" if passes else "refuses"
                return f"{self.rule.CODE}: the check {said} {as_stay(self.pristine, number)}"
        return ""

    def _told(self, chosen: Choices, passes: bool) -> str:
        moves = [as_sortie(self.x, one, id=f"s{number}") for number, one in enumerate(chosen, start=1)]
        lines = [
            f"{m.id} {m.asset} {m.tail}: " + ", ".join(f"{s.node} {s.on_block_h:g}-{s.off_block_h:g}" for s in m.stops)
            for m in moves
        ]
        said = worlds.said(self.rule, self.scenario, *moves)
        return "\n".join([f"{self.rule.CODE}: the check {'passes' if passes else 'refuses'}", *lines, *said])


# ---- mutants -------------------------------------------------------------------------------------------------------


def mutants(x: Decisions, pristine: Decisions) -> Iterator[tuple[str, Decisions]]:
    """What the rule imposed, spoilt in one way each; only those that differ from it."""
    ways = [*_masks(x, pristine), *_limits(x), *_claims(x), *_stay_masks(x)]
    for name, changes in ways:
        mutant = copy.copy(x)
        for field, value in changes.items():
            setattr(mutant, field, value)
        yield name, mutant


def _masks(x: Decisions, pristine: Decisions) -> Iterator[tuple[str, dict[str, Any]]]:
    lost = pristine.allowed & ~x.allowed
    if not lost.any():
        return
    yield "nothing forbidden", {"allowed": pristine.allowed}
    for pool in np.unique(x.missions.pool[lost.any(axis=1)]).tolist():
        spared = x.allowed | (pristine.allowed & (x.missions.pool == pool)[:, None])
        yield f"{x.missions.pools[pool]} spared", {"allowed": spared}
    for by in (-1, 1):
        moved = np.roll(lost, by, axis=1)
        moved[:, -1 if by < 0 else 0] = lost[:, -1 if by < 0 else 0]
        if (moved & pristine.allowed != lost).any():
            yield f"forbidden {by:+d} slot", {"allowed": pristine.allowed & ~moved}
    yield "forbidden the other way round", {"allowed": pristine.allowed & lost}


def _limits(x: Decisions) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, rows in enumerate(x.rows):
        spells = [term for term in rows.sorties if isinstance(term, Spell) and len(term.mission)]
        if not spells:
            continue
        least = min(float(np.abs(term.amount).min()) for term in spells)

        def instead(new: Rows, number: int = number) -> dict[str, Any]:
            return {"rows": [*x.rows[:number], new, *x.rows[number + 1 :]]}

        def terms(change: Any, rows: Rows = rows) -> Rows:
            return replace(rows, sorties=tuple(change(term) for term in rows.sorties))

        yield f"rows {number} one more", instead(replace(rows, at_most=rows.at_most + least))
        yield f"rows {number} one less", instead(replace(rows, at_most=rows.at_most - least))
        yield f"rows {number} negative", instead(terms(lambda term: replace(term, amount=-term.amount)))
        yield f"rows {number} half", instead(terms(lambda term: replace(term, amount=term.amount / 2)))
        pools = np.unique(np.concatenate([x.missions.pool[term.mission] for term in spells]))
        for pool in pools.tolist():
            lost = terms(lambda term, pool=pool: _without(x, term, pool))
            yield f"rows {number} without {x.missions.pools[pool]}", instead(lost)
        if any((term.until - term.since > 1).any() for term in spells):
            shorter = terms(lambda term: replace(term, until=np.maximum(term.until - 1, term.since)))
            yield f"rows {number} shorter", instead(shorter)
        else:
            later = terms(lambda term: replace(term, since=term.since + 1, until=term.until + 1))
            yield f"rows {number} later", instead(later)


def _without(x: Decisions, term: Spell, pool: int) -> Spell:
    keep = x.missions.pool[term.mission] != pool
    columns = ("mission", "since", "until", "line", "amount")
    return replace(term, **{name: getattr(term, name)[keep] for name in columns})


def _claims(x: Decisions) -> Iterator[tuple[str, dict[str, Any]]]:
    if x.moves_tails:
        yield "tails not kept apart", {"moves_tails": False}
    if x.rest.any():
        yield "no rest", {"rest": np.zeros_like(x.rest)}
        yield "rest one slot shorter", {"rest": np.maximum(x.rest - 1, 0)}
        yield "rest one slot longer", {"rest": np.where(x.rest > 0, x.rest + 1, 0)}
    if x.lead.any():
        yield "no lead", {"lead": np.zeros_like(x.lead)}
        yield "lead one slot shorter", {"lead": np.maximum(x.lead - 1, 0)}


def _stay_masks(x: Decisions) -> Iterator[tuple[str, dict[str, Any]]]:
    if (x.stay.upper > 0).all():
        return
    yield "no stay forbidden", {"stay": replace(x.stay, upper=np.ones(len(x.stay)))}
    yield "every stay forbidden", {"stay": replace(x.stay, upper=np.zeros(len(x.stay)))}
