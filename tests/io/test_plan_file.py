"""Plan files: what is written is read back, is described by the schema, and is refused when bent."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from math import inf
from pathlib import Path
from typing import get_args, get_type_hints

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadr_planner.domain.plan import (
    Directive,
    Drive,
    HandOver,
    Plan,
    Score,
    Service,
    Sortie,
    Status,
    Stay,
    Stop,
)
from hadr_planner.errors import ScenarioError
from hadr_planner.io import plan_of, plan_to_json, read_plan, write_plan
from hadr_planner.io.plan_file import DERIVED

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "plan.schema.json").read_text())
PLAN = Plan(
    scenario="tiny",
    digest="0" * 64,
    program="hadr-planner 0.1.0",
    seed=7,
    status=Status.FEASIBLE,
    why="Time ran out.",
    value=90.5,
    bound=100.0,
    scores=(Score(aim="lives", value=3.0, unit="person-days", weight=1.0),),
    sorties=(
        Sortie(
            id="s1",
            asset="uh60",
            tail=2,
            owner="AUS",
            directive=Directive.REQUEST,
            ask="AUS",
            stops=(
                Stop(node="nausori", on_block_h=0.0, off_block_h=0.5, loads={"water": 0.8, "unit:emt": 0.1}),
                Stop(node="north", on_block_h=1.0, off_block_h=1.5, unloads={"water": 0.8, "unit:emt": 0.1}),
            ),
            under_way_h=0.5,
        ),
    ),
    drives=(Drive(unit="emt", from_="nausori", to="suva", start_h=2.0, end_h=3.0),),
    stays=(Stay(unit="emt", node="north", arrived_h=1.5, from_h=4.0, until_h=40.0, directive=Directive.PROPOSAL),),
    hand_overs=(HandOver(need="n", partnership="p", from_="north", period=1, day=0, tonnes=0.8),),
    services=(Service(need="m", unit="emt", period=2, day=-1, quantity=12.0),),
    wishes=({"kind": "insist", "move": {"asset": "uh60", "to": "north"}},),
    work={"rounds": 3, "seconds": 1.5},
)


def test_a_plan_is_read_back_as_it_was_written(tmp_path):
    write_plan(PLAN, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == PLAN


def test_the_same_plan_is_written_in_the_same_bytes(tmp_path):
    shuffled = replace(PLAN.sorties[0].stops[0], loads={"unit:emt": 0.1, "water": 0.8})
    again = replace(PLAN, sorties=(replace(PLAN.sorties[0], stops=(shuffled, PLAN.sorties[0].stops[1])),))
    write_plan(PLAN, tmp_path / "a.json")
    write_plan(again, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_written_plan_obeys_the_schema(tmp_path):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    stocks = [{"node": "north", "item": "water", "period": 0, "tonnes": 0.0}]
    write_plan(PLAN, tmp_path / "plan.json", stocks)
    found = json.loads((tmp_path / "plan.json").read_text())
    jsonschema.validate(found, SCHEMA)
    assert found["stocks"] == stocks
    assert read_plan(tmp_path / "plan.json") == PLAN


def _undescribed(cls, schema):
    """Fields of a noun, and of the nouns in it, about which the schema says nothing."""
    keys = [item.name.removesuffix("_") for item in fields(cls)]
    found = [f"{cls.__name__}.{key}" for key in keys if not schema["properties"].get(key, {}).get("description")]
    for hint in get_type_hints(cls).values():
        for inner in get_args(hint):
            if is_dataclass(inner):
                name = {"HandOver": "hand_over"}.get(inner.__name__, inner.__name__.lower())
                found += _undescribed(inner, SCHEMA["$defs"][name])
    return found


def test_a_bound_that_was_not_proven_is_null_and_comes_back_infinite(tmp_path):
    unproven = replace(PLAN, bound=inf)
    write_plan(unproven, tmp_path / "plan.json")
    said = json.loads((tmp_path / "plan.json").read_text())
    jsonschema.validate(said, SCHEMA)
    assert (said["bound"], said["gap"]) == (None, 1.0)
    assert read_plan(tmp_path / "plan.json") == unproven


def test_every_field_of_a_plan_is_described_in_the_schema():
    assert _undescribed(Plan, SCHEMA) == []


def test_the_schema_names_nothing_that_a_plan_file_lacks():
    assert set(SCHEMA["properties"]) == {item.name for item in fields(Plan)} | DERIVED
    assert set(SCHEMA["required"]) == set(plan_to_json(PLAN))


@pytest.mark.parametrize("status", Status)
def test_every_status_is_in_the_schema(status):
    found = plan_to_json(replace(PLAN, status=status))
    assert found["status"] in SCHEMA["properties"]["status"]["enum"]
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(found)) == []


def bent(path, value):
    """The plan as JSON with one value put in place of another."""
    found = json.loads(json.dumps(plan_to_json(PLAN)))
    *steps, last = path
    inner = found
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return found


BENDS = {
    "an unknown key": (("sortie",), [], "/sortie: key is unknown; did you mean 'sorties'?"),
    "another schema": (("schema",), 2, "/schema: this program reads schema 1, got '2'"),
    "a word for an hour": (
        ("sorties", 0, "stops", 1, "on_block_h"), "noon",
        "/sorties/0/stops/1/on_block_h: input should be a valid number, unable to parse string as a number, got 'noon'",
    ),
    "an unknown status": (
        ("status",), "great",
        "/status: input should be 'optimal', 'feasible', 'stopped' or 'no_plan', got 'great'",
    ),
    "a sortie without stops": (("sorties", 0, "stops"), [], "/sorties/0/stops: wanted at least one stop"),
    "a huge number": (("value",), 1e300, "/value: '1e+300' is not a number that is read"),
    "a surrogate": (("why",), "\ud800", "/why: holds the control character U+D800"),
    "a stray key": (("drives", 0, "fuel"), 1, "/drives/0/fuel: unexpected keyword argument, got '1'"),
    "negative tonnes": (
        ("sorties", 0, "stops", 0, "loads", "water"), -1,
        "/sorties/0/stops/0/loads/water: wanted 0 or more, got '-1.0'",
    ),
    "hours beyond reason": (
        ("stays", 0, "until_h"), 1e9,
        "/stays/0/until_h: wanted hours after start, at most 10,000, got '1000000000.0'",
    ),
    "a tail that isn't": (("sorties", 0, "tail"), 0, "/sorties/0/tail: wanted 1 or more, got '0'"),
}  # fmt: skip


@pytest.mark.parametrize("bend", BENDS)
def test_a_bent_plan_is_refused_at_its_pointer(bend):
    path, value, message = BENDS[bend]
    with pytest.raises(ScenarioError) as caught:
        plan_of(bent(path, value))
    assert message in [str(fault) for fault in caught.value.faults]


def test_sorties_of_one_id_are_refused():
    with pytest.raises(ScenarioError, match="/sorties/1/id: 's1' comes twice"):
        plan_of(plan_to_json(replace(PLAN, sorties=PLAN.sorties * 2)))


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\0", b"\xff\xfe{", b"{" * 99_999, b'{"schema": 1, "schema": 1}', b'{"schema": NaN}',
     b'{"schema": 1, "work": {"a": 1e999}}', b'{"schema": 1' + b"9" * 9_999 + b"}"],
)  # fmt: skip
def test_rubbish_is_no_plan(content, tmp_path):
    (tmp_path / "plan.json").write_bytes(content)
    with pytest.raises(ScenarioError):
        read_plan(tmp_path / "plan.json")


@pytest.mark.parametrize("where", ["", ".", "nowhere.json", "/dev/zero"])
def test_what_is_no_file_is_no_plan(where):
    with pytest.raises(ScenarioError):
        read_plan(where)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
keys = st.sampled_from([item.name for item in fields(Plan)])


@settings(deadline=None)
@given(keys, json_values)
def test_whatever_stands_for_a_part_is_read_or_refused(key, value):
    try:
        plan = plan_of(bent((key,), value))
    except ScenarioError as error:
        assert error.faults  # noqa: PT017
    else:
        assert isinstance(plan, Plan)
