"""What stands side by side: figures, curves, trade, maps, who does what, what changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from hadr_planner.changes import Change, Difference, Kind, plan_difference
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.beside import Line, efforts, lines
from hadr_planner.report.curves import Curve
from hadr_planner.report.fairness import Trade, in_words, trades
from hadr_planner.report.naming import named
from hadr_planner.report.wording import clean, owner_title
from hadr_planner.ui import charts, films, maps, readings
from hadr_planner.ui import figures as read
from hadr_planner.ui.apart import apart
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.hour import slider
from hadr_planner.ui.readings import HASHES, MOST
from hadr_planner.ui.words import markup, plain

from .beside import Beside

MAP_PX = 300


def figures(picked: Sequence[Beside], obeying: frozenset[int]) -> None:
    """The first figures of every plan, the best of each line marked among the plans that obey the rules."""
    headlines = [readings.headlines(one.scenario, one.plan) for one in picked]
    found = lines([one.plan for one in picked], headlines, obeying)
    st.html(_table([one.title for one in picked], found))
    versions = {one.card.version for one in picked}
    if len(versions) > 1:
        st.warning("These plans were made for different versions of the scenario.", icon=":material/warning:")


def _table(titles: Sequence[str], found: Sequence[Line]) -> str:
    head = "".join(f'<th scope="col">{markup(title, 80)}</th>' for title in titles)
    rows = "".join(f'<tr><th scope="row">{markup(line.title)}</th>{_cells(line)}</tr>' for line in found)
    return f'<table class="hadr-figures"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _cells(line: Line) -> str:
    return "".join(
        f'<td class="{"best" if cell.best else ""}">{markup(cell.text)}{" ★ best" if cell.best else ""}'
        f'<span class="note">{markup(cell.note)}</span></td>'
        for cell in line.cells
    )


def curves(desk: Desk, picked: Sequence[Beside]) -> None:
    """Need met over time, and fairness against speed."""
    left, right = st.columns(2, gap="medium")
    edges_h = picked[0].scenario.clock.edges_h
    alike = [one for one in picked if one.scenario.clock.edges_h == edges_h]
    found = [replace(read.site_curves(one.scenario, one.plan)[0], name=one.title) for one in alike]
    with left:
        st.markdown("**Need met over time**, all sites")
        if all(one.shares for one in found):
            chart = _curves(tuple(found), edges_h, desk.hour, desk.dark)
            st.vega_lite_chart(None, chart, theme=None, width="stretch", key="compare_curves")
        if len(alike) < len(picked):
            st.caption("Only plans on the same clock are drawn.")
    with right:
        st.markdown("**Fairness against speed**")
        standing = trades([one.title for one in picked], [one.kpis for one in picked])
        st.vega_lite_chart(None, _trade(tuple(standing), desk.dark), theme=None, width="stretch", key="compare_trade")
        st.caption(plain(in_words(standing), 600))


@st.cache_resource(max_entries=MOST, show_spinner=False)
def _curves(found: tuple[Curve, ...], edges_h: tuple[float, ...], hour: float, dark: bool) -> Any:
    return charts.sheet(charts.curves(found, edges_h, hour, dark=dark, height=250))


@st.cache_resource(max_entries=MOST, show_spinner=False)
def _trade(standing: tuple[Trade, ...], dark: bool) -> Any:
    return charts.sheet(charts.trade(standing, dark=dark))


def maps_of(desk: Desk, picked: Sequence[Beside]) -> None:
    """Small maps at the same hour."""
    if not st.toggle("Maps side by side", value=True, key="compare_maps"):
        return
    horizon_h = max(one.scenario.clock.horizon_h for one in picked)
    slider(desk, "Hour of every map", float(horizon_h), 1.0, "compare_hour")
    for column, one in zip(st.columns(len(picked), gap="small"), picked, strict=True):
        with column:
            st.markdown(f"**{plain(one.title, 80)}**")
            film = films.film(one.scenario, one.plan, MAP_PX)
            if film is None:
                continue
            at_h = min(desk.hour, one.scenario.clock.horizon_h)
            drawn = maps.picture(one.scenario, one.plan, film, hour=at_h, chosen=desk.chosen)
            chosen = maps.show(drawn, key=f"compare_map_{one.card.id}", height=MAP_PX)
            if chosen is not None:
                desk.chosen = chosen


def who(picked: Sequence[Beside]) -> None:
    """Sorties, tonnes and hours by nation and agency."""
    st.markdown("**Who does what**")
    rows = efforts(picked[0].scenario, [one.letter for one in picked], [one.kpis for one in picked])
    height = min(38 * (len(rows) + 1), 330)
    st.dataframe(rows, hide_index=True, width="stretch", height=height, column_config=apart(rows))


def changes(picked: Sequence[Beside]) -> None:
    """What one plan changes against another, in words and for whom."""
    st.markdown("**What changes**")
    before_column, after_column, whose_column = st.columns(3)
    titles = {one.letter: one.title for one in picked}
    letters = list(titles)
    before = before_column.selectbox("From", letters, format_func=titles.__getitem__, key="compare_from")
    after = after_column.selectbox("to", letters, index=1, format_func=titles.__getitem__, key="compare_to")
    by_letter = {one.letter: one for one in picked}
    old, new = by_letter[before], by_letter[after]
    found = _difference(new.scenario, old.plan, new.plan)
    nations = list(found.by_nation)
    whose = whose_column.selectbox(
        "for", nations, index=None, placeholder="everybody", format_func=lambda one: owner_title(new.scenario, one)
    )
    st.markdown(plain(f"{found}."))
    shown = [change for change in found.changes if whose in (None, change.nation)]
    if shown:
        st.dataframe(
            [
                {
                    "Change": change.kind.value,
                    "Who": owner_title(new.scenario, change.nation),
                    "Component": clean(change.component),
                    "In words": in_words_of(new.scenario, change, old.plan, new.plan),
                }
                for change in shown
            ],
            hide_index=True,
            width="stretch",
            height=min(38 * (len(shown) + 1), 300),
            column_config={
                "Change": st.column_config.TextColumn(width=90),
                "Who": st.column_config.TextColumn(width=160),
                "Component": st.column_config.TextColumn(width=110),
            },
        )


def in_words_of(scenario: Scenario, change: Change, old: Plan, new: Plan) -> str:
    """A change by names; its sentence begins with a sortie of the old plan, or of the new one where it flies there."""
    told = new if change.kind in (Kind.NEW, Kind.RELOADED) else old
    return clean(named(scenario, str(change), told))


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Comparing the plans …")
def _difference(scenario: Scenario, before: Plan, after: Plan) -> Difference:
    return plan_difference(before, after, scenario)
