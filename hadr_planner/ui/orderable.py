"""What a search can't be ordered with, in words, before anything is pressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from hadr_planner.report.counted import counted
from hadr_planner.report.wording import number

from .words import plain

NAME_LENGTH = 80
LIMITS = {"Seconds": (1.0, 86_400.0), "Gap, %": (0.0, 100.0), "Seed": (0.0, 2.0**31 - 1)}
"""Least and most of every figure, by its label."""
WEIGHT = (0.0, 1_000.0)


def faults(name: str, figures: Mapping[str, float], weights: Mapping[str, float] | None = None) -> tuple[str, ...]:
    """What is wrong, and what to do; nothing where the search can be ordered."""
    given = [(label, value, *LIMITS[label]) for label, value in figures.items()]
    given += [(f"The weight of {title}", value, *WEIGHT) for title, value in (weights or {}).items()]
    found = [*_name(name)]
    for label, value, least, most in given:
        if not least <= value <= most:
            found.append(f"{label}: {value:,.10g} is not between {number(least)} and {number(most)}.")
    if weights and not any(weights.values()):
        found.append("Every weight is 0: give at least one aim some weight.")
    return tuple(found)


def told(found: Sequence[str]) -> bool:
    """Say what is wrong; whether anything is."""
    for words in found:
        st.warning(plain(words), icon=":material/edit:")
    return bool(found)


def _name(name: str) -> Iterator[str]:
    over = len(name.strip()) - NAME_LENGTH
    if over > 0:
        yield f"The name is {counted(over, 'letter')} too long: it may have {NAME_LENGTH}."
