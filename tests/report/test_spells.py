"""Phases of sorties."""

from __future__ import annotations

from dataclasses import replace

from report.world import plan, scenario

from hadr_planner.report.spells import Phase, busiest_h, spells, tail_name


def test_a_sortie_loads_moves_unloads_and_turns_round_without_a_break() -> None:
    found = [one for one in spells(scenario(), plan()) if one.sortie == "s0001"]
    assert [one.phase for one in found] == [Phase.LOAD, Phase.LEG, Phase.UNLOAD, Phase.LEG, Phase.TURN]
    assert [(one.start_h, one.end_h) for one in found] == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 4.5)]


def test_under_way_is_nowhere_and_a_call_is_somewhere() -> None:
    assert {one.at == "" for one in spells(scenario(), plan()) if one.phase is Phase.LEG} == {True}
    assert [one.at for one in spells(scenario(), plan()) if one.sortie == "s0004" and one.at] == ["field", "alpha"]


def test_words_name_places_load_and_hours() -> None:
    first = next(one for one in spells(scenario(), plan()) if one.sortie == "s0004")
    assert first.words == "Field: 3 t Water (H+6 to H+7)"


def test_a_tail_has_a_number_only_among_several() -> None:
    assert tail_name(scenario(), "usa_c130", 2).endswith("#2")
    assert tail_name(scenario(), "wfp_ferry", 1) == "Ferry"


def test_what_takes_no_time_or_begins_after_the_clock_ends_is_left_out() -> None:
    *calls, last = plan().sorties[0].stops
    for changed in (replace(last, off_block_h=last.on_block_h), replace(last, on_block_h=1_000, off_block_h=1_001)):
        short = replace(plan(), sorties=(replace(plan().sorties[0], stops=(*calls, changed)),))
        assert Phase.TURN not in {one.phase for one in spells(scenario(), short)}


def test_the_busiest_hour_is_the_first_with_most_tails_under_way() -> None:
    assert busiest_h(spells(scenario(), plan())) == 7.25
    assert busiest_h(()) == 0
