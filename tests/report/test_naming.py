"""Names in the place of ids."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hadr_planner.io import load
from hadr_planner.report.naming import named

HAIYAN = load("haiyan_2013")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("phl_c130h lands at guiuan_airport", "Air Force C-130H lands at Guiuan airport"),
        ("phl_c130h-001 ends at palo.", "phl_c130h-001 ends at Palo."),
        ("15 t of water at H+7:30", "15 t of water at H+7:30"),
        ("calls at tacloban, a site; phl_c130h-asked", "Calls at Tacloban City, a site; the move asked for"),
        ("crews of c130h work", "Crews of C-130H Hercules work"),
        ("nobody_knows_this at the base", "nobody_knows_this at the base"),
    ],
)
def test_ids_become_names_and_words_stay_words(sentence: str, said: str) -> None:
    assert named(HAIYAN, sentence) == said


def test_a_need_is_named_by_what_is_lacking_and_where() -> None:
    need = next(iter(HAIYAN.needs.values()))
    assert HAIYAN.sites[need.site].name in named(HAIYAN, f"for {need.id} in the period")


def test_a_hand_over_is_named_by_partner_and_site() -> None:
    partner = next(iter(HAIYAN.partnerships.values()))
    assert f"at {HAIYAN.sites[partner.site].name} at H+24" in named(HAIYAN, f"{partner.id} at H+24 is the first")


def test_a_site_whose_id_is_a_common_word_does_not_spoil_the_sentence() -> None:
    site = replace(HAIYAN.sites["palo"], id="the", name="Village of The")
    world = replace(HAIYAN, sites={**HAIYAN.sites, "the": site}, digest="another")
    assert named(world, "the runway of guiuan_airport") == "The runway of Guiuan airport"
