"""Where units work: the likeliest post, unless the next is worth more with all units whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hadr_planner import load
from hadr_planner.solver import engine
from hadr_planner.solver.columns import union
from hadr_planner.solver.dive import Dive
from hadr_planner.solver.fill import likeliest, reached, same_places
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.market import MOST_KNOWN, Found
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.search import decide
from hadr_planner.solver.shrink import solve_open

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"
Solved = Callable[[Linear, dict[str, Any]], "np.ndarray | None"]


@pytest.fixture(scope="module")
def program() -> Program:
    return Program(decide(load(WRITTEN / "sea_base")))


@pytest.fixture(scope="module")
def linear(program: Program) -> Linear:
    staff = Greedy(program)
    return program.linear(union(program.x.clock.slots, staff.run().flown, staff.alternatives()))


def solved(program: Program) -> Solved:
    def values(linear: Linear, options: dict[str, Any]) -> np.ndarray | None:
        nothing = np.zeros(len(linear.upper))
        found = solve_open(linear.model(), reached(program, linear), nothing, seconds=60, options=options)
        return found[0] if found else None

    return values


def wishing(program: Program, linear: Linear, share: np.ndarray) -> Found:
    """An answer that takes so much of every stay, and does nothing else."""
    values = np.zeros(len(linear.upper))
    first = linear.first_other + program.offset["stay"]
    values[first : first + len(share)] = share
    return Found(linear, values, np.zeros((0, 0)), np.zeros((0, 0)), soon=False, good=MOST_KNOWN)


def split(program: Program) -> tuple[int, np.ndarray]:
    """A unit with two places, and shares by which it is a little more in the first."""
    stay = program.blocks["stay"]
    for unit in np.unique(stay.unit).tolist():
        nodes = np.unique(stay.node[(stay.unit == unit) & (stay.upper > 0)]).tolist()
        if len(nodes) > 1:
            share = np.zeros(len(stay))
            for node, part in zip(nodes, (0.55, 0.45), strict=False):
                share[np.flatnonzero((stay.unit == unit) & (stay.node == node) & (stay.upper > 0))[0]] = part
            return unit, share
    raise AssertionError("no unit has two places")


def test_the_likeliest_stay_is_the_one_of_its_place_that_fractions_take_most_of(program: Program) -> None:
    unit, share = split(program)
    stay = program.blocks["stay"]
    chosen = likeliest(program, share)
    assert np.flatnonzero(chosen).tolist() == [int(np.argmax(share))]
    assert set(stay.unit[same_places(program, chosen)].tolist()) == {unit}
    assert set(stay.node[same_places(program, chosen)].tolist()) == {int(stay.node[np.argmax(share)])}


@pytest.mark.parametrize("better", [False, True])
def test_a_divided_unit_goes_where_the_program_is_worth_more(program: Program, linear: Linear, better: bool) -> None:
    """Asked of a program that says so; the first place stays where the other is worth no more."""
    unit, share = split(program)
    other = int(np.flatnonzero(share == 0.45)[0])
    first = linear.first_other + program.offset["stay"]
    priced = int(np.argmax(linear.reward))

    def says(asked: Linear, options: dict[str, Any]) -> np.ndarray:
        values = np.zeros(len(asked.upper))
        values[priced] = 1.0 + float((asked.upper[first + other] > 0) is np.bool_(better))
        return values

    chosen = Dive(program, linear, says).posts(wishing(program, linear, share))
    assert np.flatnonzero(chosen).tolist() == [other if better else int(np.argmax(share))]
    assert program.blocks["stay"].unit[other] == unit


def test_a_unit_that_is_all_in_one_place_is_not_asked_about(program: Program, linear: Linear) -> None:
    _, share = split(program)
    sure = np.where(share == share.max(), 1.0, 0.0)

    def never(asked: Linear, options: dict[str, Any]) -> np.ndarray | None:
        raise AssertionError("asked")

    assert np.array_equal(Dive(program, linear, never).posts(wishing(program, linear, sure)), likeliest(program, sure))


def test_posts_are_worth_no_less_than_the_likeliest(program: Program, linear: Linear) -> None:
    """By the program itself, of what fractions of it really take."""
    answer = engine.solve(linear.model(), seconds=60, options=engine.INTERIOR)
    found = Found(linear, answer.values, np.zeros((0, 0)), np.zeros((0, 0)), soon=False, good=MOST_KNOWN)
    dive = Dive(program, linear, solved(program))
    first = linear.first_other + program.offset["stay"]
    share = answer.values[first : first + len(program.blocks["stay"])]
    assert dive._worth(dive.posts(found)) >= dive._worth(likeliest(program, share)) - 1e-6
