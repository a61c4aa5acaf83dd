"""Whether the plans that stand side by side obey the rules: the figures of one that doesn't can't be had."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, wait
from typing import Any

import streamlit as st

from hadr_planner.ui.asking import answer_of, judge
from hadr_planner.ui.steer.judged import by_title
from hadr_planner.ui.waiting import PATIENCE_S, until_answered
from hadr_planner.ui.words import plain

from .beside import Beside


def obeying(picked: Sequence[Beside]) -> frozenset[int]:
    """Orders of the plans that are known to obey every rule, so far."""
    futures = _judged(picked)
    wait(futures, timeout=PATIENCE_S)
    return frozenset(order for order, one in enumerate(futures) if one.done() and answer_of(one) == ((), ""))


def _judged(picked: Sequence[Beside]) -> list[Future[Any]]:
    return [judge().ask(one.scenario, one.plan, "breaches", None) for one in picked]


def obeyed(picked: Sequence[Beside]) -> None:
    """Say of each plan which rules it breaks, as soon as it is known."""
    futures = _judged(picked)
    until_answered(futures, "Asking every rule of every plan.")
    answers = [(one, *answer_of(future)) for one, future in zip(picked, futures, strict=True) if future.done()]
    for one, found, why in answers:
        if why:
            st.error(f"{plain(one.title, 80)}: {plain(why, 1_000)}")
        elif found:
            words = f"{one.title} breaks rules ({by_title(found)}): what its figures promise can't be done as planned."
            st.warning(plain(words, 600), icon=":material/warning:")
    if len(answers) == len(picked) and not any(found or why for _, found, why in answers):
        st.caption(":material/check_circle: Each of these plans obeys every rule.")
