"""Start: open a built-in scenario, one of your own, or a plan made before."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import ScenarioError
from hadr_planner.people import Action
from hadr_planner.report.wording import large, number, short_of_best
from hadr_planner.store import PlanCard, ScenarioCard

from . import faults, films, readings
from .desk import Desk
from .server import UPLOAD_MB
from .shell import turn_to
from .words import plain, short

BUILT_IN = "built in"
ACROSS = 2
PLANS_SHOWN = 20
ROWS_SHOWN = 5
LONGEST, SHORT, PLAN = 28, 12, 16
"""Signs of a name in a table; the whole of it is told of the row that is chosen."""
TRAIL_PX, ROW_PX = 300, 35
UPLOAD, FAULTS = "start_upload", "start_faults"


def page(desk: Desk) -> None:
    """Draw the page."""
    kept = desk.office.scenarios()
    cards, rest = st.columns([5, 4], gap="medium")
    with cards:
        st.subheader("Built-in scenarios", anchor=False)
        found = list(readings.builtins().items())
        for first in range(0, len(found), ACROSS):
            for column, (name, scenario) in zip(st.columns(ACROSS), found[first : first + ACROSS], strict=False):
                with column:
                    _built_in(desk, name, scenario, kept)
        _bring(desk)
    with rest:
        _plans(desk, kept)
        _kept(desk, kept)
        if desk.may(Action.READ_TRAIL):
            _trail(desk)


def _trail(desk: Desk) -> None:
    """Who did what, or was refused, the latest first."""
    with st.expander("Who did what", icon=":material/history:"):
        lines = desk.office.trail()
        rows = [
            {"When (UTC)": f"{one.at:%d %b %H:%M:%S}", "Who": one.who, "As": one.role, "What": one.what or one.action}
            for one in lines
        ]
        st.dataframe(rows, hide_index=True, width="stretch", height=min(TRAIL_PX, ROW_PX * (len(rows) + 1) + 3))


def read_upload(name: str, content: bytes) -> Scenario:
    """Scenario in an uploaded file; raises ``ScenarioError`` with every fault."""
    from hadr_planner.io import load
    from hadr_planner.io.rows import slug

    path = PurePath(name)
    suffix = ".xlsx" if path.suffix.lower() == ".xlsx" else ".zip"
    with tempfile.TemporaryDirectory(prefix="hadr-upload-") as folder:
        file = Path(folder) / f"{slug(path.stem) or 'scenario'}{suffix}"
        file.write_bytes(content)
        return load(file)


def _built_in(desk: Desk, name: str, scenario: Scenario, kept: Iterable[ScenarioCard]) -> None:
    counted = readings.inventory(scenario)
    with st.container(border=True, key=f"card_{name}", height="stretch"):
        st.image(readings.thumbnail(scenario), width="stretch")
        st.markdown(f"**{plain(scenario.title or name, 80)}**")
        parts = [
            scenario.hazard or "hazard not named",
            f"{number(counted.sites)} sites, {large(counted.people_affected)} people",
            f"{number(sum(counted.tails_by_mode.values()))} assets of {len(counted.tails_by_owner)} owners",
            f"{counted.horizon_h:g} h",
        ]
        st.caption(plain(" · ".join(parts)))
        st.space("stretch")
        stored = next((card for card in kept if card.key == scenario.id and card.origin == BUILT_IN), None)
        refused = stored is None and not desk.may(Action.EDIT_SCENARIO)
        why = "A planner must open it first" if refused else None
        if st.button("Open", key=f"open_{name}", type="primary", width="stretch", disabled=refused, help=why):
            card = stored or desk.office.add_scenario(scenario, BUILT_IN)
            _enter(desk, card)


def _enter(desk: Desk, card: ScenarioCard) -> None:
    desk.open_scenario(card.id)
    turn_to("situation")


def _kept(desk: Desk, kept: tuple[ScenarioCard, ...]) -> None:
    st.subheader("Scenarios in the store", anchor=False)
    if not kept:
        mine = "open a built-in one, or upload your own."
        st.caption(f"None yet: {mine if desk.may(Action.EDIT_SCENARIO) else 'a planner or controller brings them in.'}")
        return
    rows = [
        {
            "Title": short(card.title, LONGEST),
            "Version": card.version,
            "From": short(card.origin, SHORT),
            "Saved by": card.by,
            "At (UTC)": card.at,
        }
        for card in kept
    ]
    place = _pick(rows, "start_scenarios", min(len(kept), ROWS_SHOWN))
    if place is None:
        st.caption("Choose a row to open it.")
        return
    card = kept[place]
    st.caption(plain(card.title))
    versions = desk.office.history(card.id)
    label = {item.version: f"{item.version} by {item.by}, {item.at:%d %b %Y %H:%M} UTC" for item in versions}
    which, go = st.columns([3, 1], vertical_alignment="bottom")
    version = which.selectbox("Version", list(label), format_func=lambda number: label[number])
    if go.button("Open scenario", width="stretch"):
        desk.open_scenario(card.id, version)
        turn_to("situation")


def _bring(desk: Desk) -> None:
    st.subheader("Bring your own", anchor=False)
    if not desk.may(Action.EDIT_SCENARIO):
        st.caption(f"As {desk.person.role} you look only; a planner or controller brings scenarios in.")
        return
    given = st.file_uploader(
        "A scenario as .zip or .xlsx",
        type=["zip", "xlsx"],
        key=UPLOAD,
        max_upload_size=UPLOAD_MB,
        help="The tables of a scenario folder, zipped or as sheets; docs/scenario_format.md says which.",
    )
    if given is None:
        st.caption("Every fault is shown with its line and column; nothing is stored until there is none.")
        return
    try:
        scenario = read_upload(given.name, given.getvalue())
    except ScenarioError as error:
        number = len(error.faults)
        words = f"{number} fault{'s' if number != 1 else ''}: nothing was stored. Mend the file and upload it again."
        st.error(f"{plain(given.name, 80)} has {words}", icon=":material/error:")
        faults.show(error.faults)
        return
    st.success(f"{plain(scenario.title or scenario.id)} reads without a fault.", icon=":material/check:")
    for sentence in scenario.assumptions[:5]:
        st.caption(plain(sentence))
    if st.button("Store and open", type="primary"):
        _enter(desk, desk.office.add_scenario(scenario, PurePath(given.name).name))


def _plans(desk: Desk, kept: tuple[ScenarioCard, ...]) -> None:
    st.subheader("Last plans", anchor=False)
    plans = desk.office.plans()[:PLANS_SHOWN]
    if not plans:
        mine = "open a scenario, then make a plan on the page Plan."
        st.caption(f"None yet: {mine if desk.may(Action.PLAN) else 'a planner makes them.'}")
        return
    titles = {card.id: card.title for card in kept}
    place = _pick([_row(card, titles) for card in plans], "start_plans", min(len(plans), ROWS_SHOWN))
    if place is None:
        st.caption("Choose a row to open it.")
        return
    if st.button(f"Open plan: {plain(plans[place].title, 120)}"):
        desk.open_plan(plans[place].id)
        turn_to("picture")
    films.foresee(desk, plans[place])


def _row(card: PlanCard, titles: dict[int, str]) -> dict[str, Any]:
    return {
        "Plan": short(card.title, PLAN),
        "Scenario": short(titles.get(card.scenario_id, ""), PLAN),
        "Gap": short_of_best(card.gap),
        "Sorties": card.sorties,
        "By": card.by,
        "At (UTC)": card.at,
    }


def _pick(rows: list[dict[str, Any]], key: str, shown: int) -> int | None:
    picked: Any = st.dataframe(
        rows,
        key=key,
        hide_index=True,
        width="stretch",
        height=36 + 35 * shown,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "At (UTC)": st.column_config.DatetimeColumn(format="D MMM, HH:mm", timezone="UTC"),
            "Plan": st.column_config.TextColumn(width=120),
            "Scenario": st.column_config.TextColumn(width=120),
            "Title": st.column_config.TextColumn(width=200),
            "From": st.column_config.TextColumn(width=90),
            "Sorties": st.column_config.NumberColumn(format="localized"),
        },
    )
    chosen: list[int] = picked.selection.rows
    return chosen[0] if chosen else None
