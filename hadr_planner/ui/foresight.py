"""What the page Picture reads of the open plan is computed while another page is looked at."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .desk import Desk

FORESEEN = "foreseen"
_LINE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="foresight")


def begin(desk: Desk) -> None:
    """Read the open plan ahead, once; to be called when a page is drawn, so that it waits for nothing."""
    if desk.scenario is None or desk.plan is None or desk.kept.get(FORESEEN) == (desk.plan_id, desk.dark):
        return
    import streamlit_folium  # noqa: F401  # declares its component, which only a page's own thread can

    desk.kept[FORESEEN] = desk.plan_id, desk.dark
    _LINE.submit(_read, desk.scenario, desk.plan, desk.hour, desk.dark)


def _read(scenario: Scenario, plan: Plan, hour: float, dark: bool) -> None:
    from . import figures, readings
    from .picture import panels

    readings.headlines(scenario, plan)
    panels.foresee(scenario, plan, hour or figures.first_look_h(scenario, plan), dark)


def _elsewhere(_: logging.LogRecord) -> bool:
    """Whether a page's own thread speaks: Streamlit warns of every other that could show no progress."""
    return not threading.current_thread().name.startswith("foresight")


logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(_elsewhere)
