"""Waits for answers without standing in anybody's way: progress is shown, and the page is drawn anew at the end."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, wait
from typing import Any

import streamlit as st

from hadr_planner.ui.asking import finished

EVERY_S = 0.5
PATIENCE_S = 0.4
"""What is answered at once needs no progress."""


def until_answered(futures: Sequence[Future[Any]], words: str) -> None:
    """Wait a moment; then show progress until all questions are answered, and draw the page anew.

    What is answered within that moment is there when this returns.
    """
    wait(futures, timeout=PATIENCE_S)
    if finished(futures) < len(futures):
        drawn_anew(futures, words)


def drawn_anew(futures: Sequence[Future[Any]], words: str) -> None:
    """Show progress, and draw the page anew when all questions are answered, be it at once.

    For pages that found an answer missing and go on without: it may have come since.
    """

    @st.fragment(run_every=EVERY_S)
    def watch() -> None:
        done = finished(futures)
        if done == len(futures):
            anew()
        count = f" {done} of {len(futures)} answered." if len(futures) > 1 else ""
        st.progress(done / len(futures), f"{words}{count} You may go on working.")

    watch()


def anew() -> None:
    """Draw the page anew, for a clock or a pick on a map; a click that came meanwhile goes first, or it would be lost.

    Streamlit folds what is asked into what was asked before, and the page that asks last wins: a page chosen at the top
    while a clock ticks would not come. Whatever is drawn first makes it look for such a click.
    """
    st.empty()
    st.rerun()
