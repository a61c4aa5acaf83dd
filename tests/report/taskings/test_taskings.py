"""What is in a tasking: own lines whole, and of others what changes hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from report.taskings.marks import invented
from report.world import plan, scenario

from hadr_planner.domain.accord import Caveat, CaveatKind, OrganisationKind
from hadr_planner.domain.force import Supply
from hadr_planner.domain.plan import Directive, Drive
from hadr_planner.domain.scenario import Command, Scenario
from hadr_planner.errors import HadrError
from hadr_planner.report.taskings import Kind, Reader, ReaderKind, Tasking, reader_of, readers, tasking
from hadr_planner.report.taskings.edition import edition
from hadr_planner.report.taskings.file_name import file_stem
from hadr_planner.report.taskings.hands import hands
from hadr_planner.report.taskings.need_to_know import NEED_TO_KNOW, Deed
from hadr_planner.report.taskings.noun import Task


def given(words: str, world: Scenario | None = None, **changes: object) -> Tasking:
    world = world or scenario()
    return tasking(world, plan(**changes), reader_of(world, words))


def kinds(tasking: Tasking, *wanted: Kind) -> list[Task]:
    return [task for task in tasking.tasks if task.kind in wanted]


def brief(tasks: Sequence[Task]) -> list[tuple[float, str, str, float | None]]:
    return [(task.from_h, task.node, task.what, task.tonnes) for task in tasks]


# ---- readers --------------------------------------------------------------------------------------------------------


def test_readers_are_all_who_have_or_receive_anything() -> None:
    """Nations by what they own, partners by being organisations, components as assets name them, every site."""
    world = scenario()
    named = replace(world.assets["aus_ch47"], component="air")
    world = scenario(assets={**world.assets, "aus_ch47": named})
    assert [str(reader) for reader in readers(world)] == [
        "AUS", "PHL", "USA", "wfp", "component:air", "partner:red_cross", "site:alpha", "site:bravo", "site:charlie",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["USA", "nation:USA", "partner:red_cross", "site:alpha"])
def test_a_reader_is_found_as_it_is_written(words: str) -> None:
    assert str(reader_of(scenario(), words)) == words.removeprefix("nation:")


def test_an_unknown_reader_is_answered_with_the_nearest() -> None:
    with pytest.raises(HadrError, match=r"called 'site:alfa'; wanted a nation, .*; did you mean 'site:alpha'\?"):
        reader_of(scenario(), "site:alfa")


@pytest.mark.parametrize(
    "id", ["../../etc/passwd", "CON", "a b", "NUL.txt", "é", "x" * 300, "", "a/../b", "a\\b", "a\nb"]
)
def test_file_names_are_safe_whatever_a_component_is_called(id: str) -> None:
    stem = file_stem(Reader(kind=ReaderKind.COMPONENT, id=id))
    assert stem.startswith("component_")
    assert stem.replace("_", "").isalnum()
    assert stem.isascii()
    assert len(stem) < 90


def test_no_two_readers_share_a_file_name() -> None:
    ids = ("a b", "a_b", "a/b", "A_B", "x" * 60, "x" * 61, "x" * 62)
    assert len({file_stem(Reader(kind=ReaderKind.COMPONENT, id=id)) for id in ids}) == len(ids)


# ---- own lines ------------------------------------------------------------------------------------------------------


def test_a_nation_has_its_sorties_with_stops_legs_and_pools() -> None:
    usa = given("USA")
    (sortie,) = kinds(usa, Kind.SORTIE)
    assert (sortie.sortie, sortie.who, sortie.tonnes) == ("s0001", "C-130 <b>flight</b> #1", 14)
    assert sortie.what == "8 t Water, 6 t AUSMAT"
    assert [(call.stop, call.node, call.action, call.tonnes) for call in usa.calls] == [
        (1, "hub", "load", 8), (1, "hub", "load", 6), (2, "field", "unload", 8), (2, "field", "unload", 6),
        (3, "hub", "", None),
    ]  # fmt: skip
    assert [(leg.node, leg.to_node, leg.tonnes) for leg in usa.stretches] == [("hub", "field", 14), ("field", "hub", 0)]
    assert [(pool.asset, pool.tails, pool.sorties) for pool in usa.pools] == [("usa_c130", 2, 1)]


def test_lines_keep_their_directive_and_who_must_say_yes() -> None:
    (sortie,) = kinds(given("AUS"), Kind.SORTIE)
    assert (sortie.directive, sortie.ask) == (Directive.REQUEST, "AUS LO <i>now</i>")
    (sortie,) = kinds(given("USA"), Kind.SORTIE)
    assert (sortie.directive, sortie.ask) == (Directive.ORDER, "")


def test_units_have_their_stay_work_and_drives() -> None:
    drive = Drive(unit="aus_emt", from_="field", to="alpha", start_h=3, end_h=4)
    aus = given("AUS", drives=(drive,))
    found = kinds(aus, Kind.DRIVE, Kind.STAY, Kind.WORK)
    assert [(task.kind, task.from_h, task.until_h, task.node) for task in found] == [
        (Kind.DRIVE, 3, 4, "field"), (Kind.WORK, 12, 18, "alpha"), (Kind.STAY, 12, 48, "alpha"),
    ]  # fmt: skip
    assert {task.directive for task in found} == {Directive.ORDER}
    assert found[1].what == "Surgery: 4 people"
    assert not kinds(given("USA", drives=(drive,)), Kind.DRIVE, Kind.STAY, Kind.WORK)


@pytest.mark.parametrize(
    ("kind", "lead", "directive"),
    [
        (OrganisationKind.RED_CROSS, "", Directive.REQUEST),
        (OrganisationKind.LOCAL_GOVERNMENT, "", Directive.PROPOSAL),
        (OrganisationKind.NGO, "red_cross", Directive.ORDER),
    ],
)
def test_a_partner_is_asked_for_its_hand_overs(kind: OrganisationKind, lead: str, directive: Directive) -> None:
    """Nobody commands a partner, save where it leads itself."""
    world = scenario()
    partner = replace(world.organisations["red_cross"], kind=kind)
    world = scenario(organisations={"red_cross": partner}, command=Command(lead=lead))
    acts = kinds(given("partner:red_cross", world), Kind.HAND_OVER)
    assert [(act.node, act.to_node, act.tonnes) for act in acts] == [
        ("field", "alpha", 2.4), ("bravo", "bravo", 4.0), ("port", "bravo", 6.0), ("field", "alpha", 1.5),
    ]  # fmt: skip
    assert {act.directive for act in acts} == {directive}
    assert all(act.ask.startswith("Red Cross") == (directive is not Directive.ORDER) for act in acts)


def test_a_component_has_the_assets_of_all_its_nations_but_no_caveat() -> None:
    world = scenario()
    flying = {id: replace(world.assets[id], component="air") for id in ("usa_c130", "aus_ch47")}
    assets = {**world.assets, **flying}
    caveat = Caveat(id="dark", holder="aus_ch47", kind=CaveatKind.NO_NIGHT, reason="crews")
    world = scenario(assets=assets, caveats={"dark": caveat})
    air = given("component:air", world)
    assert [task.sortie for task in kinds(air, Kind.SORTIE)] == ["s0001", "s0002"]
    assert air.limits == ()
    assert [limit.reason for limit in given("AUS", world).limits] == ["crews"]
    assert given("USA", world).limits == ()


# ---- what changes hands ---------------------------------------------------------------------------------------------


def test_goods_are_traced_first_in_first_out() -> None:
    """The truck loads what the first aircraft brought; what is then handed over is the rest."""
    passed = [(p.giver.id, p.taker.id, p.tonnes) for p in hands(scenario(), plan()) if p.node == "field"]
    assert passed == [("s0001", "rc_alpha", 2.4), ("s0001", "s0004", 3), ("s0001", "rc_alpha", 1.5)]


def test_no_more_is_passed_on_than_was_there() -> None:
    given_t: dict[tuple[str, str, str, int], float] = {}
    for passing in hands(scenario(), plan()):
        key = passing.node, passing.item, passing.giver.id, passing.giver.stop
        given_t[key] = given_t.get(key, 0.0) + passing.tonnes
        assert passing.from_h >= passing.ready_h
    assert given_t["field", "water", "s0001", 1] <= 8
    assert given_t["bravo", "water", "s0002", 1] <= 4


def test_a_carrier_learns_which_partner_takes_its_goods_but_not_which_carrier() -> None:
    told = kinds(given("USA"), Kind.CHANGE_OF_HANDS)
    goods = [task for task in told if task.what.startswith("Water")]
    assert [(task.node, task.from_h, task.until_h, task.tonnes) for task in goods] == [
        ("hub", 0, 1, 8), ("field", 3, 6, 2.4), ("field", 6, 7, 3), ("field", 24, 30, 1.5),
    ]  # fmt: skip
    assert [task.other[:9] for task in goods] == ["", "Red Cross", "", "Red Cross"]
    assert [goods[0].what, goods[2].what] == ["Water comes from stocks there", "Water goes on to another carrier"]


def test_a_partner_learns_from_when_goods_lie_there_and_how_they_came() -> None:
    told = kinds(given("partner:red_cross"), Kind.CHANGE_OF_HANDS)
    assert ("field", 3, 2.4, "Fixed wing", "") in [(t.node, t.from_h, t.tonnes, t.mode, t.other) for t in told]
    assert {task.other for task in told} == {""}


def test_an_owner_learns_who_collects_its_goods_and_the_carrier_whose_they_are() -> None:
    world = scenario(supplies={"s1": Supply(id="s1", place="hub", item="water", quantity_t=40, owner="JPN")})
    told = kinds(given("JPN", world), Kind.CHANGE_OF_HANDS)
    assert [(t.other, t.mode, t.tonnes) for t in told] == [
        ("USA", "Fixed wing", 8), ("wfp", "Ship", 5), ("AUS", "Helicopter", 4),
    ]  # fmt: skip
    assert "JPN" in [t.other for t in kinds(given("USA", world), Kind.CHANGE_OF_HANDS)]


def test_unit_and_carrier_learn_of_each_other() -> None:
    aus = [t for t in kinds(given("AUS"), Kind.CHANGE_OF_HANDS) if t.who == "AUSMAT"]
    assert brief(aus) == [(0, "hub", "boards, carried by USA", 6), (2, "field", "alights, carried by USA", 6)]
    assert {(task.mode, task.sortie) for task in aus} == {("Fixed wing", "")}
    usa = [t for t in kinds(given("USA"), Kind.CHANGE_OF_HANDS) if t.who == "AUSMAT"]
    assert [t.what for t in usa] == ["boards, of AUS", "alights, of AUS"]
    assert {t.sortie for t in usa} == {"s0001"}


def test_what_is_not_in_the_table_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table decides: with a row taken out, the line is gone."""
    from hadr_planner.report.taskings import meetings

    less = {key: due for key, due in NEED_TO_KNOW.items() if key != (Deed.CARRIES, Deed.HANDS_OVER)}
    monkeypatch.setattr(meetings, "NEED_TO_KNOW", less)
    assert [t.what for t in kinds(given("USA"), Kind.CHANGE_OF_HANDS) if "Water" in t.what] == [
        "Water comes from stocks there", "Water goes on to another carrier",
    ]  # fmt: skip


def test_a_site_learns_what_comes_when_by_what_and_who_hands_it_over() -> None:
    alpha = given("site:alpha")
    arrivals = kinds(alpha, Kind.ARRIVAL)
    assert [(t.from_h, t.node, t.what, t.tonnes, t.mode, t.directive) for t in arrivals] == [
        (2, "field", "Water", 3.9, "Fixed wing", Directive.ORDER), (7.5, "alpha", "Water", 3, "Truck", Directive.ORDER),
    ]  # fmt: skip
    assert {(t.ask, t.other, t.who, t.sortie) for t in arrivals} == {("", "", "", "")}
    assert [t.who[:9] for t in kinds(alpha, Kind.HAND_OVER)] == ["Red Cross"] * 2
    assert [t.who for t in kinds(alpha, Kind.STAY, Kind.WORK)] == ["EMT 2", "EMT 2"]
    assert (alpha.calls, alpha.stretches, alpha.pools, alpha.limits) == ((), (), (), ())


def test_a_site_that_gets_nothing_has_an_empty_tasking() -> None:
    charlie = given("site:charlie")
    assert (charlie.tasks, charlie.spots) == ((), ())


# ---- the whole ------------------------------------------------------------------------------------------------------


def test_every_sortie_is_in_exactly_one_nations_tasking() -> None:
    world = scenario()
    made = invented(world)
    found = [
        task.sortie
        for reader in readers(world)
        if reader.kind in (ReaderKind.NATION, ReaderKind.PARTNER)
        for task in kinds(tasking(world, made, reader), Kind.SORTIE)
    ]
    assert sorted(found) == sorted(sortie.id for sortie in made.sorties)


def test_the_edition_changes_with_own_lines_only() -> None:
    """Another nation's change leaves a reader's edition as it is."""
    before = edition(given("AUS"))
    first, *others = plan().sorties
    moved = replace(others[2], stops=(replace(others[2].stops[0], off_block_h=7.25), *others[2].stops[1:]))
    assert edition(given("AUS", sorties=(first, *others[:2], moved))) == before
    assert edition(given("PHL", sorties=(first, *others[:2], moved))) != edition(given("PHL"))


def test_lines_are_in_order_of_time_and_every_place_is_on_the_map() -> None:
    world = scenario()
    for reader in readers(world):
        made = tasking(world, invented(world), reader)
        assert [task.from_h for task in made.tasks] == sorted(task.from_h for task in made.tasks)
        assert {task.node for task in made.tasks} <= {spot.node for spot in made.spots}


def test_the_documents_table_is_the_codes() -> None:
    """Who is told what is written for people as the code has it."""
    page = (Path(__file__).parents[3] / "docs" / "exports.md").read_text("utf-8")
    text = page.split("### Who is told what")[1].split("\n## ")[0]
    written = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    yes = {True: "yes", False: "no"}
    assert written[2:] == [
        [reader.value, other.value, yes[due.named], yes[due.mode], due.because]
        for (reader, other), due in NEED_TO_KNOW.items()
    ]
