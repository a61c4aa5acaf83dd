"""The table of who may do what holds in the store itself, for every role and every method."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from store.world import ANA, BEN, CORA, FIJI, OLE, idle

from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import MAY, Action, NotAllowed, Person, Role
from hadr_planner.store import Office, Store

Deed = Callable[[Office, Scenario, Path], object]
PEOPLE = {person.role: person for person in (ANA, CORA, OLE, FIJI)}

DEEDS: Mapping[str, tuple[Action, Deed]] = {
    "scenarios": (Action.READ, lambda office, scenario, path: office.scenarios()),
    "history": (Action.READ, lambda office, scenario, path: office.history(1)),
    "scenario": (Action.READ, lambda office, scenario, path: office.scenario(1)),
    "plans": (Action.READ, lambda office, scenario, path: office.plans()),
    "plan": (Action.READ, lambda office, scenario, path: office.plan(1)),
    "wishes": (Action.READ, lambda office, scenario, path: office.wishes(1)),
    "decisions": (Action.READ, lambda office, scenario, path: office.decisions()),
    "add_scenario": (Action.EDIT_SCENARIO, lambda office, scenario, path: office.add_scenario(scenario, "file")),
    "save_version": (Action.EDIT_SCENARIO, lambda office, scenario, path: office.save_version(1, scenario, 1)),
    "add_plan": (Action.PLAN, lambda office, scenario, path: office.add_plan(1, 1, idle(scenario), "")),
    "save_wishes": (Action.STEER, lambda office, scenario, path: office.save_wishes(1, (), 0)),
    "decide": (Action.DECIDE, lambda office, scenario, path: office.decide(1, [1], 1, "because")),
    "tasking": (Action.HAND_OUT, lambda office, scenario, path: office.tasking(1, "AUS")),
    "taskings": (Action.HAND_OUT, lambda office, scenario, path: office.taskings(1)),
    "trail": (Action.READ_TRAIL, lambda office, scenario, path: office.trail()),
    "backup": (Action.ADMIN, lambda office, scenario, path: office.backup(path / "copy.sqlite")),
}
CHANGES = {"add_scenario", "save_version", "add_plan", "save_wishes", "decide", "tasking", "taskings", "backup"}


@pytest.fixture
def filled(store: Store, tutorial: Scenario) -> Store:
    """A store with one scenario and one plan, both of Ben."""
    office = store.as_(BEN)
    office.add_scenario(tutorial, "built in")
    office.add_plan(1, 1, idle(tutorial), "")
    return store


def test_every_method_has_its_action() -> None:
    """A method that is added to the store is added to this test."""
    methods = {name for name, found in vars(Office).items() if callable(found) and not name.startswith("_")}
    assert methods == set(DEEDS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("deed", DEEDS)
def test_the_table_is_what_the_store_does(
    role: Role, deed: str, filled: Store, tutorial: Scenario, tmp_path: Path
) -> None:
    """Whoever may, does, and it is in the trail; who may not is refused in words, which is in the trail, too."""
    action, do = DEEDS[deed]
    office, ben = filled.as_(PEOPLE[role]), filled.as_(BEN)
    before = ben.trail()
    if action in MAY[role]:
        do(office, tutorial, tmp_path)
        expected = 1 if deed in CHANGES else 0
    else:
        with pytest.raises(NotAllowed, match=f"is here as {role} and may not .*; ask a "):
            do(office, tutorial, tmp_path)
        expected = 1
        assert ben.trail(1)[0].what.startswith("refused: ")
        assert len(ben.scenarios()) == len(ben.plans()) == ben.scenarios()[0].version == 1
    after = ben.trail()
    assert len(after) - len(before) == expected
    assert [(line.who, line.role, line.action) for line in after[:expected]] == [
        (PEOPLE[role].name, str(role), str(action))
    ] * expected


def test_a_nation_takes_its_own_tasking_only(filled: Store) -> None:
    """However another is spelt; and the trail says who took whose."""
    fiji = filled.as_(FIJI)
    assert str(fiji.tasking(1, "FJI").reader) == str(fiji.tasking(1, "nation:FJI").reader) == "FJI"
    for other in ("AUS", "nation:AUS", "component:FJI", "site:FJI", "partner:FJI", "FJI ", "fji", "", "nation:"):
        with pytest.raises(NotAllowed, match="may not hand out everybody's tasking; ask a planner"):
            fiji.tasking(1, other)
    lines = filled.as_(BEN).trail(11)
    assert [line.action for line in lines] == ["hand_out"] * 9 + ["hand_out_own"] * 2
    assert lines[-1].what == "handed out the tasking of FJI from plan 1"


def test_an_observer_from_a_nation_takes_none(filled: Store) -> None:
    with pytest.raises(NotAllowed, match="may not take out a nation's own tasking"):
        filled.as_(Person("Olga", Role.OBSERVER, "FJI")).tasking(1, "FJI")


def test_a_role_is_refused_before_anything_is_looked_at(store: Store, tutorial: Scenario) -> None:
    """Who may not plan doesn't learn whether a scenario is there."""
    with pytest.raises(NotAllowed):
        store.as_(OLE).add_plan(99, 1, idle(tutorial), "")


def test_planners_plan_and_others_only_look() -> None:
    """The table itself, for those who would change it by mistake."""
    looking = {Action.READ}
    assert MAY[Role.OBSERVER] == looking
    assert MAY[Role.NATION] == looking | {Action.HAND_OUT_OWN}
    assert MAY[Role.CONTROLLER] == looking | {Action.EDIT_SCENARIO, Action.READ_TRAIL, Action.ADMIN}
    assert MAY[Role.PLANNER] == set(Action) - {Action.ADMIN}
    assert set(MAY) == set(Role)


def test_nobody_changes_the_table_at_run_time() -> None:
    with pytest.raises(TypeError):
        MAY[Role.OBSERVER] = frozenset(Action)  # type: ignore[index]


def test_people_stay_who_they_are(store: Store) -> None:
    office = store.as_(Person("Ole", Role.OBSERVER))
    with pytest.raises(AttributeError):
        office.person.role = Role.PLANNER  # type: ignore[misc]
