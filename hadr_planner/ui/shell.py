"""What stands around every page: theme, title, what is open, who sits here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

from hadr_planner.domain.plan import Plan, Status
from hadr_planner.errors import HadrError
from hadr_planner.report.wording import STATUSES, short_of_best, zone

from . import entry
from .desk import Desk, NothingOpenError
from .leaving import leave
from .words import markup, plain

GOOD = (Status.OPTIMAL,)
PAGES = "pages"
UNPROVEN = "no gap is proven"
UNSEARCHED = f"edited: {UNPROVEN}"
"""Of a plan that was edited by hand: what was proven held for the plan before."""
CSS = Path(__file__).with_name("shell.css")


def theme() -> None:
    """Lay the style sheet over Streamlit's own."""
    scheme = "dark" if st.context.theme.type == "dark" else "light"
    st.html(f"<style>.stApp {{ color-scheme: {scheme}; }}{_css()}</style>")


def told(draw: Callable[[], None]) -> None:
    """Draw something; a mistake that the user can mend is told in words."""
    try:
        draw()
    except NothingOpenError as error:
        st.info(plain(error), icon=":material/info:")
        if error.at and st.button(f"Go to {st.session_state[PAGES][error.at].title}", type="primary"):
            turn_to(error.at)
    except HadrError as error:
        st.error(plain(error, 2_000), icon=":material/error:")


def header(desk: Desk) -> None:
    """Name scenario and plan, with what is known of them, and who sits here."""
    left, right = st.columns([7, 1], vertical_alignment="center", gap="small")
    with left:
        st.html(f'<div class="hadr-header">{_title(desk)}{"".join(_chips(desk))}</div>')
    with right, st.popover(plain(desk.person.name, 18), icon=":material/person:", width="stretch"):
        _about(desk)


def turn_to(page: str) -> None:
    """Go to another page, by its address."""
    leave()
    st.switch_page(st.session_state[PAGES][page])


def chip(text: str, tone: str = "") -> str:
    """A status in a rounded frame, as HTML; tones: good, warn, bad, dark."""
    return f'<span class="hadr-chip {tone}" title="{markup(text)}">{markup(text, 120)}</span>'


def _title(desk: Desk) -> str:
    title = desk.scenario.title or desk.scenario.id if desk.scenario else "HADR planner"
    return f'<span class="hadr-title" role="heading" aria-level="1" title="{markup(title)}">{markup(title, 70)}</span>'


def _chips(desk: Desk) -> list[str]:
    chips = []
    if desk.scenario:
        start = desk.scenario.start
        hours = f"{start:%d %b %Y %H:%M} {zone(start)} · {desk.scenario.clock.horizon_h:g} h"
        chips += [chip(f"version {desk.version}"), chip(hours)]
    if desk.plan:
        known = _known(desk.plan) if desk.plan_id is not None else chip(UNSEARCHED, "warn")
        chips += [chip(desk.plan_title or "plan by hand"), known]
    return [*chips, chip("OFFLINE", "dark")]


def _known(plan: Plan) -> str:
    if plan.status is Status.NO_PLAN:
        return chip(STATUSES[plan.status], "bad")
    if not plan.gap < 1:
        return chip(UNPROVEN, "warn")
    words = f"at most {short_of_best(plan.gap)} short of the best possible"
    return chip(words, "good" if plan.status in GOOD else "warn")


def _about(desk: Desk) -> None:
    who = desk.person
    st.markdown(f"**{plain(who.name)}**  \n{plain(who.role)}{' · ' + plain(who.nation) if who.nation else ''}")
    if desk.scenario and st.button("Close the scenario", width="stretch"):
        desk.close()
        st.rerun()
    st.button("Leave the desk", on_click=entry.leave, width="stretch")


@cache
def _css() -> str:
    return CSS.read_text("utf-8")
