"""Several people at once: nothing that was saved is lost, and whoever was too late is told."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from store.world import ANA, BEN, idle, retitled

from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import Person, Role
from hadr_planner.store import Conflict, Office, Store, open_store, scenarios
from hadr_planner.store.engine import reading, writing
from hadr_planner.store.schema import SCENARIOS
from hadr_planner.wishes import Forbid

ROOT = Path(__file__).parents[2]
HANDS, TURNS = 4, 5

SAVER = """
import sys
from dataclasses import replace
from hadr_planner.people import Person, Role
from hadr_planner.store import Conflict, open_store

url, name, turns = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_store(url) as store:
    office = store.as_(Person(name, Role.PLANNER))
    print("ready", flush=True)
    sys.stdin.readline()
    lost = 0
    for turn in range(turns):
        while True:
            card = office.scenarios()[0]
            scenario = office.scenario(card.id, card.version)
            try:
                office.save_version(card.id, replace(scenario, title=f"{scenario.title} {name}"), card.version)
                break
            except Conflict:
                lost += 1
    print(lost)
"""

OPENER = """
import sys
from hadr_planner.people import Person, Role
from hadr_planner.store import open_store

print("ready", flush=True)
sys.stdin.readline()
with open_store(sys.argv[1]) as store:
    print(len(store.as_(Person("Ana", Role.PLANNER)).scenarios()))
"""


def together(count: int, do: Callable[[int], object]) -> list[object]:
    """Outcomes of as many threads, started at one moment."""
    start = Barrier(count)

    def run(number: int) -> object:
        start.wait()
        return do(number)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def processes(script: str, *words: tuple[str, ...]) -> list[str]:
    """What as many processes say last, let loose at one moment."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, *mine], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for mine in words
    ]  # fmt: skip
    try:
        assert [one.stdout.readline() for one in running if one.stdout] == ["ready\n"] * len(running)
        for one in running:
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        said = [one.communicate()[0].strip() for one in running]
    finally:
        for one in running:
            one.kill()
            one.wait()
    assert [one.returncode for one in running] == [0] * len(running)
    return said


def test_one_of_many_savers_wins_and_the_rest_are_told(store: Store, ana: Office, tutorial: Scenario) -> None:
    """All save from version 1 at one moment: one version more, one title kept, everybody else a conflict."""
    id = ana.add_scenario(tutorial, "built in").id

    def save(number: int) -> object:
        office = store.as_(Person(f"P{number}", Role.PLANNER))
        try:
            return office.save_version(id, retitled(tutorial, f"By P{number}"), 1)
        except Conflict as refused:
            return refused.by

    outcomes = together(8, save)
    winner = f"P{outcomes.index(2)}"
    assert Counter(outcomes) == {2: 1, winner: 7}
    assert ana.scenario(id).title == f"By {winner}"
    assert len(ana.history(id)) == 2
    assert len(ana.trail()) == 2


def test_no_change_is_lost_between_threads(store: Store, ana: Office, tutorial: Scenario) -> None:
    """Whoever is refused tries again upon the newer version: in the end every change is in."""
    id = ana.add_scenario(retitled(tutorial, "T"), "built in").id

    def save(number: int) -> None:
        office = store.as_(Person(f"P{number}", Role.PLANNER))
        done = 0
        while done < TURNS:
            card = office.scenarios()[0]
            scenario = office.scenario(id, card.version)
            try:
                office.save_version(id, retitled(scenario, f"{scenario.title} P{number}"), card.version)
                done += 1
            except Conflict:
                continue

    together(HANDS, save)
    assert Counter(ana.scenario(id).title.split()[1:]) == {f"P{number}": TURNS for number in range(HANDS)}
    assert len(ana.history(id)) == 1 + HANDS * TURNS


def test_no_change_is_lost_between_processes(url: str, ana: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(retitled(tutorial, "T"), "built in").id
    processes(SAVER, (url, "Xaver", str(TURNS)), (url, "Yara", str(TURNS)))
    assert Counter(ana.scenario(id).title.split()[1:]) == {"Xaver": TURNS, "Yara": TURNS}
    assert [card.version for card in ana.history(id)] == list(range(1 + 2 * TURNS, 0, -1))
    assert len(ana.trail()) == 1 + 2 * TURNS


def test_no_wish_is_lost(store: Store, ana: Office, tutorial: Scenario) -> None:
    """The first book, too: all save from version 0."""
    id = ana.add_scenario(tutorial, "built in").id
    assets = list(tutorial.assets)[:HANDS]

    def wish(number: int) -> None:
        office = store.as_(BEN)
        while True:
            book = office.wishes(id)
            try:
                office.save_wishes(id, (*book.wishes, Forbid(asset=assets[number])), book.version)
            except Conflict:
                continue
            return

    together(len(assets), wish)
    assert ana.wishes(id).version == len(assets) > 1
    assert {wish.asset for wish in ana.wishes(id).wishes if isinstance(wish, Forbid)} == set(assets)


def test_many_keep_plans_at_once(store: Store, ana: Office, tutorial: Scenario) -> None:
    """What doesn't conflict is all kept, while others read."""
    id = ana.add_scenario(tutorial, "built in").id

    def keep(number: int) -> None:
        office = store.as_(ANA)
        for turn in range(TURNS):
            office.add_plan(id, 1, idle(tutorial, value=10.0 * number + turn), "")
            assert len(office.plans(id)) > turn

    together(2 * HANDS, keep)
    cards = ana.plans(id)
    assert len({card.id for card in cards}) == len(cards) == 2 * HANDS * TURNS
    assert {ana.plan(card.id).value for card in cards} == {card.value for card in cards}
    assert len({card.value for card in cards}) == len(cards)


def test_readers_dont_wait_for_a_writer(store: Store, ana: Office, tutorial: Scenario) -> None:
    """While a transaction is open that changes a row, everybody else sees the store as it was before."""
    ana.add_scenario(tutorial, "built in")
    with writing(store.engine) as connection:
        connection.execute(SCENARIOS.update().values(origin="changed"))
        assert ana.scenarios()[0].origin == "built in"
    assert ana.scenarios()[0].origin == "changed"


def test_a_writer_doesnt_wait_for_readers(store: Store, ana: Office, tutorial: Scenario) -> None:
    """Whoever reads for long holds nobody up, and sees one state of the store throughout."""
    with reading(store.engine) as connection:
        assert scenarios.cards(connection) == ()
        ana.add_scenario(tutorial, "built in")
        assert scenarios.cards(connection) == ()
    assert len(ana.scenarios()) == 1


def test_threads_may_open_a_new_store_at_once(url: str) -> None:
    """The tables are made once, whoever comes first."""

    def open_it(number: int) -> object:
        with open_store(url) as opened:
            return opened.as_(ANA).scenarios()

    assert together(HANDS, open_it) == [()] * HANDS


def test_processes_may_open_a_new_store_at_once(url: str) -> None:
    assert processes(OPENER, *[(url,)] * HANDS) == ["0"] * HANDS
