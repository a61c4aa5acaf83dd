"""Two plans told apart: what is cancelled, moved, loaded otherwise and new, and whom it concerns."""

from __future__ import annotations

from dataclasses import replace

import worlds

from hadr_planner.changes import Kind, plan_difference
from hadr_planner.domain.plan import Sortie

SCENARIO = worlds.world()
ASSET, OTHER = list(SCENARIO.assets)[:2]


def flown(start_h: float, *, asset: str = ASSET, to: str = "strip", water_t: float = 3.0, id: str = "s1") -> Sortie:
    stops = (
        worlds.stop("hub", start_h, start_h + 1, loads={"water": water_t} if water_t else {}),
        worlds.stop(to, start_h + 3, start_h + 4, unloads={"water": water_t} if water_t else {}),
        worlds.stop("hub", start_h + 6, start_h + 6),
    )
    return worlds.sortie(SCENARIO, asset, *stops, id=id)


def told(before: list[object], after: list[object]) -> list[str]:
    difference = plan_difference(worlds.plan(SCENARIO, *before), worlds.plan(SCENARIO, *after), SCENARIO)
    return [str(change) for change in difference.changes]


def test_the_same_plan_changes_nothing() -> None:
    plan = worlds.plan(SCENARIO, flown(1), flown(8, id="s2"))
    found = plan_difference(plan, plan)
    assert (found.changes, found.unchanged) == ((), 2)
    assert str(found) == "nothing changed; 2 unchanged"
    assert str(replace(found, unchanged=2_817)) == "nothing changed; 2,817 unchanged"


def test_another_tail_or_name_is_no_change() -> None:
    assert told([flown(1)], [replace(flown(1), tail=2, id="s9")]) == []


def test_a_sortie_that_is_gone_is_cancelled() -> None:
    assert told([flown(1), flown(8, id="s2")], [flown(1)]) == [
        "Cancelled: s2, hub - strip - hub, H+8 to H+14, 3.0 t water."
    ]


def test_a_sortie_that_comes_is_new() -> None:
    assert told([], [flown(8, id="s2")]) == ["New: s2, hub - strip - hub, H+8 to H+14, 3.0 t water."]


def test_a_sortie_along_the_same_route_within_a_day_is_moved() -> None:
    assert told([flown(8)], [flown(6.5)]) == [
        "Moved by -1.5 h: s1, hub - strip - hub, H+8 to H+14, 3.0 t water; now H+6.5 to H+12.5."
    ]


def test_of_several_the_nearest_is_the_one_that_moved() -> None:
    found = plan_difference(worlds.plan(SCENARIO, flown(8)), worlds.plan(SCENARIO, flown(20, id="a"), flown(9, id="b")))
    assert [change.after.id for change in found.moved if isinstance(change.after, Sortie)] == ["b"]
    assert [change.after.id for change in found.new if isinstance(change.after, Sortie)] == ["a"]


def test_further_off_than_a_day_or_along_another_route_it_is_another_sortie() -> None:
    for later in (flown(26), flown(8, to="field"), flown(8, asset=OTHER)):
        found = plan_difference(worlds.plan(SCENARIO, flown(1)), worlds.plan(SCENARIO, later))
        assert [change.kind for change in found.changes] == [Kind.CANCELLED, Kind.NEW]


def test_another_load_at_the_same_hours_is_told_as_that() -> None:
    assert told([flown(1)], [flown(1, water_t=0.0)]) == [
        "Loaded otherwise: s1, hub - strip - hub, H+1 to H+7, empty; before 3.0 t water."
    ]
    assert told([flown(1, water_t=3.0)], [flown(1, water_t=3.001)]) == []


def test_two_alike_are_two() -> None:
    """Of two tails that did the same, one goes no more."""
    found = plan_difference(worlds.plan(SCENARIO, flown(1), flown(1, id="s2")), worlds.plan(SCENARIO, flown(1)))
    assert ([change.kind for change in found.changes], found.unchanged) == ([Kind.CANCELLED], 1)


def test_changes_are_sorted_by_whom_they_concern() -> None:
    scenario = replace(
        SCENARIO, assets={id: replace(one, component=f"the {id}") for id, one in SCENARIO.assets.items()}
    )
    before, after = worlds.plan(scenario, flown(1)), worlds.plan(scenario, flown(1, asset=OTHER))
    found = plan_difference(before, after, scenario)
    assert set(found.by_component) == {f"the {ASSET}", f"the {OTHER}"}
    assert set(found.by_nation) == {SCENARIO.assets[ASSET].owner, SCENARIO.assets[OTHER].owner}
    assert sum(len(part) for part in found.by_nation.values()) == len(found.changes) == 2


def test_stays_of_units_are_told_too() -> None:
    unit = worlds.UNITS[0].id
    short, long = worlds.stay(unit, "north", 6, 12, 24), worlds.stay(unit, "north", 6, 12, 30)
    assert told([short], [long]) == [f"Moved by +0 h: {unit} at north, H+12 to H+24; now H+12 to H+30."]
    assert told([short], [worlds.stay(unit, "south", 6, 12, 24)]) == [
        f"Cancelled: {unit} at north, H+12 to H+24.", f"New: {unit} at south, H+12 to H+24.",
    ]  # fmt: skip
    assert told([short], [short]) == []


def test_who_must_say_yes_is_named() -> None:
    asked = replace(flown(1), ask="PHL")
    assert told([], [asked])[0].endswith("; ask PHL.")
