"""Rotas are best: brute force over every order finds none with less harm."""

from __future__ import annotations

from itertools import pairwise, permutations, product
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.rescue import rescue
from hadr_planner.errors import HadrError
from hadr_planner.incidents import Callout, Incident, Team, callout, dispatch
from hadr_planner.incidents.nouns import Orders
from hadr_planner.incidents.practice import practice
from hadr_planner.incidents.timed import harm, timed


def every_order(made: Callout) -> list[Orders]:
    """Every way to send teams, each incident with as many as it needs."""
    jobs, teams = len(made.incidents), len(made.teams)
    found = []
    for who in product(*(subsets(teams, job.together) for job in made.incidents)):
        mine = [[j for j in range(jobs) if k in who[j]] for k in range(teams)]
        found += list(product(*(permutations(each) for each in mine)))
    return found


def subsets(teams: int, size: int) -> list[set[int]]:
    return [set(range(teams)) & {k for k in range(teams) if code >> k & 1} for code in range(1 << teams)
            if code.bit_count() == size]


def least(made: Callout) -> float:
    costs = [harm(made, visits) for orders in every_order(made) if (visits := timed(made, orders)) is not None]
    return min(costs, default=inf)


@st.composite
def small(draw: st.DrawFn, together: int = 1) -> Callout:
    """A handful of incidents with whole hours; some teams can't help everywhere, some ways don't exist."""
    jobs, teams = draw(st.integers(1, 4)), draw(st.integers(together, 3))
    hours = st.one_of(st.integers(0, 9).map(float), st.just(inf))
    legs = draw(st.lists(hours, min_size=teams * (jobs + 1) ** 2, max_size=teams * (jobs + 1) ** 2))
    work = draw(st.lists(hours, min_size=teams * jobs, max_size=teams * jobs))
    travel_h = np.array(legs).reshape(teams, jobs + 1, jobs + 1)
    for home in (travel_h[:, jobs, :], travel_h[:, :, jobs]):
        home[np.isinf(home)] = 9.0
    work_h = np.array(work).reshape(teams, jobs)
    work_h[:together] = np.where(np.isinf(work_h[:together]), 9.0, work_h[:together])
    return callout(
        tuple(
            Incident(id=f"i{j}", at=j, severity=draw(st.integers(1, 5)), together=draw(st.integers(1, together)))
            for j in range(jobs)
        ),
        tuple(Team(id=f"t{k}", start=jobs, ready_h=float(draw(st.integers(0, 5)))) for k in range(teams)),
        travel_h,
        work_h,
    )


@settings(max_examples=60, deadline=None)
@given(small())
def test_one_team_each_is_solved_to_the_best_of_all_orders(made: Callout) -> None:
    """Branch and price says what enumeration says, and calls it proven."""
    rota = dispatch(made, seconds=60)
    assert rota.harm == pytest.approx(least(made))
    assert rota.bound == pytest.approx(rota.harm)
    assert not rota.unreached


@settings(max_examples=25, deadline=None)
@given(small(together=2))
def test_teams_together_are_solved_to_the_best_of_all_orders_that_start_at_once(made: Callout) -> None:
    """With common hours, too, small call-outs end at the best, and no bound is above it."""
    rota = dispatch(made, seconds=20)
    best = least(made)
    assert rota.bound <= best + 1e-6
    assert rota.harm == pytest.approx(best)


@pytest.mark.parametrize(("incidents", "teams", "seed"), [(12, 3, 0), (15, 6, 1), (20, 20, 2)])
def test_the_published_kind_of_instance_is_proven_and_no_worse_than_practice(
    incidents: int, teams: int, seed: int
) -> None:
    """Severest first is never better than what is proven best."""
    rota = dispatch(rescue(incidents, teams, seed), seconds=60)
    assert rota.proven
    assert rota.harm <= rota.practice_harm + 1e-9


def test_visits_say_what_the_harm_says() -> None:
    """Harm can be added up from the visits alone, each incident once, no team in two places."""
    made = rescue(14, 4)
    rota = dispatch(made, seconds=60)
    end_h = {visit.incident: visit.end_h for visit in rota.visits}
    assert sum(job.severity * end_h[job.id] for job in made.incidents) == pytest.approx(rota.harm)
    for team in made.teams:
        mine = [visit for visit in rota.visits if visit.team == team.id]
        assert all(one.end_h <= other.arrive_h for one, other in pairwise(mine))


def test_time_that_runs_out_leaves_a_rota_and_a_bound_below_it() -> None:
    """Without time to search, what is known is still told, and the bound is honest."""
    made = rescue(30, 5)
    hurried, patient = dispatch(made, seconds=0.0), dispatch(made, seconds=60)
    assert 0 < hurried.bound <= patient.harm + 1e-6
    assert hurried.harm >= patient.harm - 1e-6


def test_pairs_on_larger_call_outs_have_a_bound_below_their_harm() -> None:
    """Where teams must meet, the bound without meeting holds."""
    rota = dispatch(rescue(15, 6, shared=0.4), seconds=3)
    assert 0 < rota.bound <= rota.harm
    ends = {(visit.incident, visit.begin_h, visit.end_h) for visit in rota.visits}
    assert len(ends) == 15


def test_an_incident_that_nobody_can_help_is_named_and_the_rest_is_planned() -> None:
    """Nothing is infeasible: what can't be reached is said."""
    made = callout(
        (Incident(id="fire", at=0, severity=1, hours={"water": 2.0}),
         Incident(id="collapse", at=1, severity=5, hours={"rescue": 3.0})),
        (Team(id="usar", start=2, capabilities=frozenset({"rescue"})),),
        np.ones((3, 3)),
    )
    rota = dispatch(made)
    assert rota.unreached == ("fire",)
    assert rota.harm == 5 * (1 + 3)


@pytest.mark.parametrize("teams", [0, 2])
def test_an_incident_that_needs_more_teams_than_there_are_is_named(teams: int) -> None:
    """Three are asked for, fewer are there; what one team can do is done all the same."""
    sizes = (("big", 3), ("small", 1))
    jobs = tuple(Incident(id=id, at=0, severity=1, hours={"x": 1.0}, together=size) for id, size in sizes)
    crews = tuple(Team(id=f"t{k}", start=1, capabilities=frozenset({"x"})) for k in range(teams))
    rota = dispatch(callout(jobs, crews, np.ones((2, 2))))
    assert rota.unreached == (("big",) if teams else ("big", "small"))
    assert {visit.incident for visit in rota.visits} == ({"small"} if teams else set())


def test_teams_that_wait_for_each_other_for_ever_are_no_rota() -> None:
    """Two pairs met in opposite turns never begin."""
    jobs = tuple(Incident(id=f"i{j}", at=j, severity=1, hours={"x": 1.0}, together=2) for j in range(2))
    teams = tuple(Team(id=f"t{k}", start=2, capabilities=frozenset({"x"})) for k in range(2))
    made = callout(jobs, teams, np.ones((3, 3)))
    assert timed(made, ((0, 1), (1, 0))) is None
    assert timed(made, ((0, 1), (0, 1))) is not None


def test_the_severest_goes_first_in_practice() -> None:
    """The usual rule, on the least world that shows it."""
    jobs = (Incident(id="mild", at=0, severity=1, hours={"x": 1.0}), Incident(id="bad", at=1, severity=5,
                                                                            hours={"x": 9.0}))
    made = callout(jobs, (Team(id="t", start=2, capabilities=frozenset({"x"})),), np.ones((3, 3)))
    assert practice(made) == ((1, 0),)


@pytest.mark.parametrize("wrong", [{"severity": 0}, {"severity": 30_000}, {"together": 0}])
def test_measures_beyond_reason_are_refused(wrong: dict[str, int]) -> None:
    """Said at once, in words."""
    with pytest.raises(HadrError, match="wanted"):
        callout((Incident(**{"id": "i", "at": 0, "severity": 1} | wrong),), (Team(id="t", start=1),), np.ones((2, 2)))
