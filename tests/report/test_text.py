"""Plain text for the terminal."""

from __future__ import annotations

import pytest
from report.world import plan, scenario

from hadr_planner.domain.plan import Status
from hadr_planner.errors import HadrError
from hadr_planner.report.kpis import kpis
from hadr_planner.report.text import show, summary, table
from hadr_planner.report.wording import at_most, h_plus, large, number, percent


def test_the_summary_says_status_gap_figures_and_what_is_left() -> None:
    said = summary(scenario(), plan(), kpis(scenario(), plan()))
    assert "Optimal within the gap asked for: within 1 % of the bound" in said
    assert "value 990.0 person-days of need met, bound 1,000.0, gap 1.00 %; horizon H+48" in said
    assert "Worst site" in said
    assert "Water, 5 t of 9 t (56 %)" in said


def test_without_a_plan_the_summary_gives_the_reason_and_no_figures() -> None:
    idle = plan(status=Status.NO_PLAN, why="no asset is ready", sorties=(), stays=(), hand_overs=(), services=())
    said = summary(scenario(), idle, kpis(scenario(), idle))
    assert "No plan: no asset is ready" in said
    assert "Need met" not in said


@pytest.mark.parametrize(("by", "word"), [("asset", "Ferry"), ("site", "AUS"), ("nation", "USA"), ("place", "Field")])
def test_show_lays_out_a_table(by: str, word: str) -> None:
    lines = show(scenario(), plan(), by).splitlines()
    assert set(lines[1]) == {"-", " "}
    if by != "site":
        assert any(word in line for line in lines)


def test_show_names_the_views_that_exist() -> None:
    with pytest.raises(HadrError, match="asset, site, nation, place"):
        show(scenario(), plan(), "colour")


def test_a_name_can_not_disturb_the_terminal() -> None:
    world = scenario(title="evil \x1b[31m red \u202e reversed \r back")
    said = summary(world, plan(), kpis(world, plan()))
    assert not any(sign in said for sign in "\x1b\u202e\r")


def test_figures_read_as_people_write_them() -> None:
    assert (h_plus(7.5), h_plus(12), h_plus(None)) == ("H+7:30", "H+12", "never")
    assert (number(12345), number(4.25), number(3.0)) == ("12,345", "4.2", "3")
    assert (percent(0.004), percent(0.996), percent(1), percent(None)) == ("< 1 %", "> 99 %", "100 %", "not known")
    assert (large(950), large(45_200), large(3_400_000)) == ("950", "45.2 k", "3.4 M")
    assert table([]) == "nothing to show\n"


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0 %"), (0.002, "1 %"), (0.06, "6 %"), (0.0637, "7 %"), (1.0, "100 %")]
)
def test_what_is_not_to_be_exceeded_is_rounded_up(share: float, said: str) -> None:
    assert at_most(share) == said
