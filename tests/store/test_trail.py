"""The trail says who did what, and nobody can make it say something else."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from store.world import ANA, idle

from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.store import Office, Store


def test_it_says_who_did_what_the_latest_first(ana: Office, ben: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    plan = ben.add_plan(id, 1, idle(tutorial), "Quick").id
    ana.decide(id, [plan], plan, "It is the only one")
    lines = ana.trail()
    assert [(line.who, line.role, line.action, line.what) for line in lines] == [
        ("Ana", "planner", "decide", f"chose plan {plan} among {plan} of scenario {id}"),
        ("Ben", "planner", "plan", f"kept plan {plan} (Quick) of scenario {id}, version 1"),
        ("Ana", "planner", "edit_scenario", f"added scenario {id} (tutorial) from built in"),
    ]
    assert lines[0].at >= lines[1].at >= lines[2].at
    assert lines[0].at.utcoffset() is not None
    assert ana.trail(1) == lines[:1]
    assert ana.trail(0) == ana.trail(-5) == ()


def test_what_failed_leaves_neither_row_nor_line(ana: Office, tutorial: Scenario) -> None:
    """Deed and line are one transaction."""
    id = ana.add_scenario(tutorial, "built in").id
    plan = ana.add_plan(id, 1, idle(tutorial), "").id
    before = ana.trail()
    with pytest.raises(HadrError):
        ana.decide(id, [plan, 99], plan, "x")
    assert ana.trail() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail SET who = 'nobody'",
        "UPDATE trail SET what = what",
        "UPDATE OR REPLACE trail SET who = 'nobody'",
        "DELETE FROM trail",
        "DELETE FROM trail WHERE id = 1",
        "INSERT OR REPLACE INTO trail SELECT id, at, 'nobody', role, nation, action, what FROM trail",
        "INSERT INTO trail SELECT * FROM trail WHERE true ON CONFLICT (id) DO UPDATE SET who = 'nobody'",
        "TRUNCATE trail",
        "TRUNCATE trail CASCADE",
    ],
)
def test_the_database_refuses_to_change_it(statement: str, kind: str, store: Store, tutorial: Scenario) -> None:
    """Not even who writes SQL by hand can change or remove a line."""
    foreign = {"sqlite": "TRUNCATE", "postgresql": "OR REPLACE"}[kind]
    if foreign in statement:
        pytest.skip(f"{kind} doesn't know this statement")
    office = store.as_(ANA)
    office.add_scenario(tutorial, "built in")
    before = office.trail()
    with store.engine.connect() as connection, pytest.raises(DBAPIError, match="the trail only grows"):
        connection.execute(text(statement))
    assert office.trail() == before
    assert len(before) == 1


def test_control_characters_are_no_part_of_words(ana: Office, tutorial: Scenario) -> None:
    """What no database or terminal can take is a space: it neither fails nor forges lines."""
    id = ana.add_scenario(tutorial, "a\x00b\x1b[2J\nc").id
    card = ana.add_plan(id, 1, idle(tutorial), "x\x00y\ud800z\nnew")
    assert (ana.scenarios()[0].origin, card.title) == ("a b [2J c", "x y z new")
    assert ana.decide(id, [card.id], card.id, "first\r\nsecond\x00").reason == "first\nsecond"
