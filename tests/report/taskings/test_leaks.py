"""No reader's file holds anything of anybody else beyond what the need-to-know table grants."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report import world as small
from report.taskings.marks import Marks, allowed, crowded, found, invented, marked, parts
from strategies import scenarios
from test_verify_found_plans import found as found_plan

from hadr_planner.domain.plan import Directive, Plan, Stay
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import load
from hadr_planner.report.exports import formats, handout
from hadr_planner.report.taskings import Reader, ReaderKind, compose, meetings, own, readers, site, tasking
from hadr_planner.report.taskings.need_to_know import NEED_TO_KNOW, Deed

WORTH = b"123456"
"""Value of an invented plan: nobody's business but the headquarters'."""
Leaks = dict[str, list[str]]
LIGHT = ("json", "csv", "geojson", "kml", "ics")
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def leaks(scenario: Scenario, plan: Plan, mark: Marks, reader: Reader, suffixes: tuple[str, ...]) -> Leaks:
    """What is in a reader's files that should not be, in words, by format."""
    given = tasking(scenario, plan, reader)
    words = {token: f"{kind} {text}" for (kind, text), token in mark.of.items()}
    may = allowed(scenario, plan, reader)
    wrong = {}
    for suffix in suffixes:
        content = handout(given, suffix)
        wrong[suffix] = sorted(words[one] for one in found(suffix, content) - may)
        wrong[suffix] += ["value"] if any(WORTH in part for part in parts(suffix, content)) else []
    return {suffix: texts for suffix, texts in wrong.items() if texts}


def everything(scenario: Scenario, plan: Plan, suffixes: tuple[str, ...]) -> dict[str, Leaks]:
    """Leaks of every reader."""
    world, made, mark = marked(crowded(scenario), plan)
    wrong = {str(reader): leaks(world, made, mark, reader, suffixes) for reader in readers(world)}
    return {reader: found for reader, found in wrong.items() if found}


def test_no_format_leaks_in_the_small_world() -> None:
    """Every reader, every format: only marks that the reader may see."""
    assert everything(small.scenario(), small.plan(), formats()) == {}


@pytest.mark.parametrize("name", ["two days", "all is short"])
def test_no_found_plan_leaks(name: str) -> None:
    """Plans that the program finds, with ships, craft, units, repairs and stocks that change hands."""
    assert everything(*found_plan(name), LIGHT) == {}


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW, derandomize=True)
@given(scenarios(), st.integers(0, 9), st.booleans())
def test_no_plan_leaks(scenario: Scenario, shift: int, by_component: bool) -> None:
    """Random worlds with plans that use everything in them."""
    if by_component:
        assets = {k: replace(a, component=("air", "sea")[i % 2]) for i, (k, a) in enumerate(scenario.assets.items())}
        scenario = replace(scenario, assets=assets)
    assert everything(scenario, invented(scenario, shift), LIGHT) == {}


@pytest.fixture(scope="module")
def haiyan() -> tuple[Scenario, Plan, Marks]:
    scenario = crowded(load("haiyan_2013"))
    return marked(scenario, invented(scenario))


def test_no_file_leaks_in_haiyan(haiyan: tuple[Scenario, Plan, Marks]) -> None:
    """All nations, components, partners and sites of the large scenario, as JSON, which holds a tasking whole."""
    wrong = {str(reader): leaks(*haiyan, reader, ("json",)) for reader in readers(haiyan[0])}
    assert len(wrong) > 80
    assert {reader: found for reader, found in wrong.items() if found} == {}


@pytest.mark.parametrize("kind", ReaderKind)
def test_no_format_leaks_in_haiyan(haiyan: tuple[Scenario, Plan, Marks], kind: ReaderKind) -> None:
    """The reader of each kind with the fewest lines, in every format."""
    candidates = [reader for reader in readers(haiyan[0]) if reader.kind is kind]
    lines = {reader: len(tasking(haiyan[0], haiyan[1], reader).tasks) for reader in candidates}
    reader = min((one for one in candidates if lines[one]), key=lambda one: lines[one])
    assert leaks(*haiyan, reader, formats()) == {}


# ---- the net holds: whatever is let through on purpose is caught -----------------------------------------------------


def spoilt() -> dict[str, Leaks]:
    return everything(small.scenario(), small.plan(), ("json",))


def caught(words: str) -> list[str]:
    return [text for texts in spoilt().values() for text in texts["json"] if words in text]


def test_another_nations_sorties_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking all sorties for the reader's own puts numbers and assets of others into the files."""

    def all_of_them(scenario: Scenario, plan: Plan, reader: Reader) -> own.Own:
        return replace(own.own(scenario, plan, reader), sorties=plan.sorties)

    monkeypatch.setattr(compose, "own", all_of_them)
    assert caught("sortie s0001")
    assert caught("name assets/usa_c130")


def test_another_nations_caveat_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Showing all caveats puts holders and reasons of others into the files."""
    plain = compose._limits

    def all_of_them(scenario: Scenario, mine: own.Own, reader: Reader) -> object:
        everybody = replace(mine, assets=frozenset(scenario.assets))
        return plain(scenario, everybody, reader)

    monkeypatch.setattr(compose, "_limits", all_of_them)
    assert caught("caveats/")
    assert caught("id usa_c130")


def plans() -> tuple[Plan, ...]:
    """Plans of the small world: its own, one that uses everything, and one that lives on what a unit makes."""
    stay = Stay(unit="aus_emt", node="field", arrived_h=0, from_h=0, until_h=48, directive=Directive.ORDER)
    truck = [sortie for sortie in small.plan().sorties if sortie.owner == "PHL"]
    later = small.plan().hand_overs[1:2]
    watered = small.plan(stays=(stay,), sorties=tuple(truck), hand_overs=later, services=())
    return small.plan(), invented(small.scenario()), watered


def test_plans_that_live_on_what_a_unit_makes_do_not_leak() -> None:
    """Whoever makes, loads and hands over water."""
    assert [everything(small.scenario(), made, ("json",)) for made in plans()] == [{}, {}, {}]


@pytest.mark.parametrize("pair", [pair for pair, due in NEED_TO_KNOW.items() if not due.named])
def test_whoever_is_named_without_need_would_be_seen(pair: tuple[Deed, Deed], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row of the table that names nobody is held to it."""
    table = {**NEED_TO_KNOW, pair: replace(NEED_TO_KNOW[pair], named=True)}
    monkeypatch.setattr(site, "NEED_TO_KNOW", table)
    monkeypatch.setattr(meetings, "NEED_TO_KNOW", table)
    wrong = [everything(small.scenario(), made, ("json",)) for made in plans()]
    assert any("owner " in str(found) or "unit" in str(found) for found in wrong)


@pytest.mark.parametrize("suffix", formats())
def test_a_mark_is_seen_in_every_format(suffix: str) -> None:
    """Nothing is overlooked because a format packs, folds or codes its text: the reader's own marks are all found."""
    world, made, mark = marked(crowded(small.scenario()), small.plan())
    usa = next(reader for reader in readers(world) if reader.id == mark("owner", "USA"))
    seen = found(suffix, handout(tasking(world, made, usa), suffix))
    assert {mark("sortie", "s0001"), mark("name", "assets/usa_c130"), mark("name", "places/hub")} <= seen
