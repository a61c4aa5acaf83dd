"""Taskings, made from what the store keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection

from hadr_planner.people import Action, Person

from . import packing, plans, scenarios

if TYPE_CHECKING:
    from hadr_planner.report.taskings import Tasking


def right_to(person: Person, reader: str) -> Action:
    """What somebody must be allowed to do to take this reader's tasking."""
    own = bool(person.nation) and reader.removeprefix("nation:") == person.nation
    return Action.HAND_OUT_OWN if own else Action.HAND_OUT


def contents(connection: Connection, plan_id: int) -> tuple[bytes, str, bytes]:
    """Bytes of a plan, and id and bytes of the version of the scenario for which it was made."""
    card = plans.card(connection, plan_id)
    return plans.content(connection, plan_id), *scenarios.content(connection, card.scenario_id, card.version)


def made(plan: bytes, key: str, scenario: bytes, reader: str) -> Tasking:
    """A reader's tasking."""
    from hadr_planner.report.taskings import reader_of, tasking

    read = packing.scenario_from(scenario, key)
    return tasking(read, packing.plan_from(plan), reader_of(read, reader))


def all_made(plan: bytes, key: str, scenario: bytes) -> tuple[Tasking, ...]:
    """Every reader's tasking."""
    from hadr_planner.report.bundle import everybody

    return everybody(packing.scenario_from(scenario, key), packing.plan_from(plan))
