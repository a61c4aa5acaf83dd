"""Rows that whole plans obey anyway: part of a water plant gives no more than that part of what people need."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rules.flow_world import UNIT_TYPES, change, scenario

from hadr_planner import load
from hadr_planner.decisions import Decisions
from hadr_planner.decisions.rows import Rows
from hadr_planner.domain.scenario import Scenario
from hadr_planner.solver import search
from hadr_planner.solver.columns import union
from hadr_planner.solver.cuts import CODE
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.program import Program
from hadr_planner.solver.whole import whole

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"
WORLDS = {"operation": scenario, "sea base": lambda: load(WRITTEN / "sea_base"), "tutorial": lambda: load("tutorial")}


def with_plant(world: Scenario) -> Scenario:
    """The same with a water plant of the catalogue that drives from the first site, if it has none."""
    if any(unit.type.makes for unit in world.units.values()):
        return world
    known = next(iter(scenario().units.values()))
    site = next(iter(world.sites))
    plant = replace(
        known, id="a_plant", type=UNIT_TYPES["water_plant"], owner=next(iter(world.assets.values())).owner, origin=site,
        own_transport=True,
    )  # fmt: skip
    return replace(world, units={**world.units, "a_plant": plant})


def said(x: Decisions) -> list[Rows]:
    return [rows for rows in x.rows if rows.rule == CODE]


def filled(rows: Rows, values: dict[str, np.ndarray]) -> np.ndarray:
    """What each row comes to."""
    return sum((matrix @ values[name] for name, matrix in rows.blocks.items()), np.zeros(len(rows)))


@pytest.mark.parametrize("name", WORLDS)
def test_a_plan_made_whole_without_them_obeys_them(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = with_plant(WORLDS[name]())
    (rows,) = said(search.decide(world))
    monkeypatch.setattr(search, "say_whole", lambda x: None)
    program = Program(search.decide(world))
    staff = Greedy(program)
    known = union(program.x.clock.slots, staff.run().flown, staff.alternatives())
    answer = whole(program, program.linear(known), seconds=60.0, gap=0.01, nodes=20).filled
    assert answer is not None
    assert (filled(rows, answer.values) <= rows.at_most + 1e-4).all()


def test_half_a_plant_hands_over_half_of_what_is_needed() -> None:
    """The plant at Alpha makes more than Alpha drinks; half of it and nothing brought is no more than half a need."""
    x = search.decide(scenario())
    (rows,) = said(x)
    empty = {name: np.zeros(len(block)) for name, block in x.blocks.items()}
    plant = np.flatnonzero(rows.blocks["stay"].getnnz(axis=0))
    row = int(rows.blocks["stay"][:, plant[:1]].nonzero()[0][-1])
    hands = rows.blocks["hand_over"][row].nonzero()[1]
    owed_t = -float(rows.blocks["stay"][row, plant[0]])
    for share, obeys in ((0.5, True), (0.6, False)):
        values = empty | {"stay": np.zeros(len(x.stay)), "hand_over": np.zeros(len(x.hand_over))}
        values["stay"][plant[0]] = 0.5
        values["hand_over"][hands[0]] = rows.at_most[row] + share * owed_t
        assert (filled(rows, values)[row] <= rows.at_most[row] + 1e-9) is np.bool_(obeys)


def test_nothing_is_said_of_a_plant_that_makes_less_than_anybody_needs() -> None:
    small = replace(UNIT_TYPES["water_plant"], makes={"water": 0.1})
    world = scenario()
    assert not said(search.decide(replace(world, units=change(world.units, "phl_plant", type=small))))
