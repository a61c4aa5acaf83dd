"""Names in the place of ids."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report import world

from hadr_planner.io import load
from hadr_planner.report.naming import named
from hadr_planner.report.wording import sortie_name

HAIYAN = load("haiyan_2013")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("phl_c130h lands at guiuan_airport", "Air Force C-130H (PHL) lands at Guiuan airport"),
        ("phl_c130h 2 is there at H+122.5", "Air Force C-130H (PHL) #2 is there at H+122:30"),
        ("unhas_mi17 waits for leave of wfp", "UNHAS helicopter waits for leave of World Food Programme"),
        ("4 t of food lie at naia, not far", "4 t of food lie at Villamor Air Base and Manila airport, not far"),
        ("as it was (naia - palo)", "As it was (Villamor Air Base and Manila airport - Palo)"),
        ("naia is a word here", "Naia is a word here"),
        ("medical work, and 4 t of medical", "Medical work, and 4 t of Medical supplies"),
        ("tacloban/food lacks 3 t", "Food, dry rations at Tacloban City lacks 3 t"),
        ("without what is in [handovers/lgu_palo]", "Without what is in [handovers/lgu_palo]"),
        ("The road r_palo_tanauan from palo to tanauan opens", "The road Palo to Tanauan opens"),
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


def test_a_number_that_is_an_id_stays_a_number() -> None:
    site = replace(HAIYAN.sites["palo"], id="2", name="Second Village")
    world = replace(HAIYAN, sites={**HAIYAN.sites, "2": site}, digest="a number")
    assert named(world, "2 t of food are at 2") == "2 t of food are at 2"


def test_a_site_whose_id_is_a_common_word_does_not_spoil_the_sentence() -> None:
    site = replace(HAIYAN.sites["palo"], id="the", name="Village of The")
    world = replace(HAIYAN, sites={**HAIYAN.sites, "the": site}, digest="another")
    assert named(world, "the runway of guiuan_airport") == "The runway of Guiuan airport"


def test_a_sortie_of_a_plan_is_named_by_asset_tail_and_hour() -> None:
    small, found = world.scenario(), world.plan()
    first = found.sorties[0]
    called = sortie_name(small, first)
    assert called == "C-130 <b>flight</b> #1 (from H+0)"
    said = f"{first.id} of {first.asset} calls at H+4.5; x{first.id} and 12 do not"
    assert named(small, said, found) == f"{called} calls at H+4:30; x{first.id} and 12 do not"
    assert first.id in named(small, said)
