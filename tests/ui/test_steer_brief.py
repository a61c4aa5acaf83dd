"""Ways and loads of sorties in few words."""

from __future__ import annotations

import pytest

from hadr_planner import load
from hadr_planner.domain.plan import Directive, Sortie, Stop
from hadr_planner.ui.steer import brief

HAIYAN = load("haiyan_2013")


def sortie(*nodes: str, **loads: float) -> Sortie:
    stops = tuple(Stop(node=node, on_block_h=hour, off_block_h=hour) for hour, node in enumerate(nodes))
    first = Stop(node=nodes[0], on_block_h=0, off_block_h=0, loads=loads)
    calls = (first, *stops[1:])
    return Sortie(
        id="s", asset="phl_c130h", tail=1, owner="PHL", directive=Directive.ORDER, under_way_h=1, stops=calls
    )


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        (("mactan", "tacloban_airport"), "Mactan air base an… → Tacloban airport"),
        (("palo", "tanauan", "palo"), "Palo → Tanauan → back"),
        (("naia", "mactan", "tacloban_airport", "naia"), "Villamor… → Mactan… → Tacloba… → back"),
        (("palo", "tanauan", "dulag", "abuyog", "palo"), "Palo → +2 → Abuyog → back"),
        (("palo",), "Palo"),
    ],
)
def test_a_way_is_cut_where_it_is_long(nodes: tuple[str, ...], said: str) -> None:
    """Names share the room, calls between are counted, and the way home is one word."""
    assert brief.way(HAIYAN, sortie(*nodes), 38) == said


def test_no_way_is_longer_than_asked_for() -> None:
    for nodes in (("naia", "mactan"), ("naia", "mactan", "kadena", "naia"), ("naia", "mactan", "palo", "cebu_port")):
        assert len(brief.way(HAIYAN, sortie(*nodes), 42)) <= 42


def test_a_load_is_told_by_its_sum_and_the_heaviest_first() -> None:
    assert brief.load(HAIYAN, sortie("mactan", food=2.0, medical=0.5), 40) == "2.5 t Food, Medical supplies"
    assert brief.load(HAIYAN, sortie("mactan", food=2.0, medical=0.5), 16) == "2.5 t Food, Med…"
    assert brief.load(HAIYAN, sortie("mactan"), 40) == "empty"


def test_a_long_name_is_cut_before_its_number() -> None:
    assert brief.tail(HAIYAN, sortie("mactan"), 40) == "Air Force C-130H #1"
    assert brief.tail(HAIYAN, sortie("mactan"), 12) == "Air Forc… #1"
