"""Where the worst site counts much, the staff's eye sees the site that lags behind, and otherwise what helps most."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hadr_planner import load
from hadr_planner.domain.scenario import Aim, Scenario
from hadr_planner.goals import worst_site
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import decide
from hadr_planner.solver.stores import Stores

FAR = "natewa"


@pytest.fixture(scope="module")
def tutorial() -> Scenario:
    return load("tutorial")


def stores(scenario: Scenario, weight: float) -> Stores:
    """The staff's books where the worst site has a weight beside what goods are worth."""
    aims = (Aim(id="deprivation", weight=1.0), *([Aim(id="worst_site", weight=weight)] if weight else []))
    return Stores(Program(decide(replace(scenario, aims=aims))))


def everybody_but(books: Stores, last: str) -> np.ndarray:
    """Tonnes of everything with which each site but one has got much."""
    got = np.where(books.value > 0, 1e3, 0.0)
    got[books.x.network.index[last]] = 0.0
    return got


def factors(books: Stores, got: np.ndarray) -> dict[str, float]:
    """By how much goods are worth more at each site."""
    more = books.laggards.factor(got)
    return {site: float(more[books.x.network.index[site]]) for site in worst_site.owed(books.x.scenario)}


def test_the_site_that_lags_behind_comes_first_where_the_worst_site_counts_much(tutorial: Scenario) -> None:
    books = stores(tutorial, 25.0)
    more = factors(books, everybody_but(books, FAR))
    assert more.pop(FAR) == pytest.approx(25.0 * worst_site.OMEGA / (worst_site.owed(tutorial)[FAR] / owed(tutorial)))
    assert set(more.values()) == {1.0}


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_what_helps_most_comes_first_where_the_worst_site_counts_little(tutorial: Scenario, weight: float) -> None:
    books = stores(tutorial, weight)
    assert set(factors(books, everybody_but(books, FAR)).values()) == {1.0}


def test_goods_at_the_port_of_a_site_are_that_sites(tutorial: Scenario) -> None:
    books = stores(tutorial, 25.0)
    index = books.x.network.index
    found = []
    for node in ("savusavu", "savusavu_port"):
        got = np.where(books.value > 0, 1e-3, 0.0)
        got[[index["savusavu"], index["savusavu_port"]]] = 0.0
        got[index[node], books.value[index["savusavu"]] > 0] = 1e3
        found.append(factors(books, got))
    assert found[0] == found[1]


def test_a_tonne_for_the_site_behind_is_worth_more_in_the_books(tutorial: Scenario) -> None:
    fair, plain = stores(tutorial, 25.0), stores(tutorial, 0.0)
    for books in (fair, plain):
        books.eaten += everybody_but(books, FAR)
        books.turn(0)
    here = fair.x.network.index[FAR]
    assert (fair.price[here] >= plain.price[here]).all()
    assert fair.price[here].max() > plain.price[here].max()


def owed(scenario: Scenario) -> float:
    """Worth of all goods that anybody is owed."""
    return sum(worst_site.owed(scenario).values())
