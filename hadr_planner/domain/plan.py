"""A plan: what every tail does, from when to when, and what reaches whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from typing import Any


class Status(StrEnum):
    """What is known of a plan."""

    OPTIMAL = "optimal"
    """Within the gap asked for, proven by the bound."""
    FEASIBLE = "feasible"
    """Obeys every rule; time or work ran out before the gap was proven."""
    STOPPED = "stopped"
    """Obeys every rule; the user stopped the search."""
    NO_PLAN = "no_plan"
    """Nothing can be moved or done; ``why`` says what stands in the way."""


class Directive(StrEnum):
    """What a line of the plan is to whom it concerns."""

    ORDER = "order"
    REQUEST = "request"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One call of a sortie.

    Parameters
    ----------
    node
        Site or place.
    on_block_h, off_block_h
        Hours after start; goods loaded leave the stock at ``on_block_h``, goods unloaded are
        there at ``off_block_h``.
    loads, unloads
        Tonnes by item id; units ride as ``unit:<id>``, in tonnes of their weight.
    """

    node: str
    on_block_h: float
    off_block_h: float
    loads: Mapping[str, float] = field(default_factory=dict)
    unloads: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sortie:
    """One mission of one tail, from the stop where it loads to the stop where it rests.

    Parameters
    ----------
    tail
        1 to the asset's count.
    directive, ask
        Order, request or proposal, and who must say yes (empty for an order).
    under_way_h
        Hours between the stops.
    """

    id: str
    asset: str
    tail: int
    owner: str
    directive: Directive
    ask: str = ""
    stops: tuple[Stop, ...]
    under_way_h: float

    @property
    def start_h(self) -> float:
        """When the tail becomes busy."""
        return self.stops[0].on_block_h

    @property
    def end_h(self) -> float:
        """When the tail is free again."""
        return self.stops[-1].off_block_h


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """A unit's own move by road."""

    unit: str
    from_: str
    to: str
    start_h: float
    end_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A unit's stay at a site or place.

    Parameters
    ----------
    arrived_h
        When the last of it was there.
    from_h, until_h
        When it works.
    """

    unit: str
    node: str
    arrived_h: float
    from_h: float
    until_h: float
    directive: Directive
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Goods that a partner hands over to people in one period.

    Parameters
    ----------
    from_
        Node whose stock they come from: the site, or a place that serves it.
    day
        Day of the need that they cover (0 is the first), for needs per day; -1 for needs met once.
    """

    need: str
    partnership: str
    from_: str
    period: int
    day: int
    tonnes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a unit did about a need of care, rescue or repair in one period.

    Parameters
    ----------
    day
        Day on which the people served began to wait; -1 where the need arose once.
    quantity
        People for care and rescue, work hours for repair.
    """

    need: str
    unit: str
    period: int
    day: int
    quantity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Value of one aim: measured on the plan, and the aim's weight."""

    aim: str
    value: float
    unit: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A timed plan and what is known of it.

    Parameters
    ----------
    digest
        Digest of the scenario that it was made for.
    value
        Weighted sum of the aims, in person-days of need met; higher is better.
    bound
        No plan made of what the model lists (``docs/formulation.md``) that obeys the rules on this clock has a higher
        value; infinite where none was proven.
    work
        What the search did: rounds, columns, seconds.
    """

    scenario: str
    digest: str
    program: str
    seed: int
    status: Status
    why: str
    value: float
    bound: float
    scores: tuple[Score, ...] = ()
    sorties: tuple[Sortie, ...] = ()
    drives: tuple[Drive, ...] = ()
    stays: tuple[Stay, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    services: tuple[Service, ...] = ()
    wishes: tuple[Mapping[str, Any], ...] = ()
    work: Mapping[str, Any] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """Share by which some plan could still be better: ``(bound - value) / bound``; 1 where no bound is proven."""
        if self.bound == inf:
            return 1.0
        return max(self.bound - self.value, 0.0) / self.bound if self.bound > 0 else 0.0
