"""Figures and reasons as HTML of the desk's own: every text is escaped, no meaning hangs on colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import streamlit as st

from hadr_planner.report.differences import Difference
from hadr_planner.report.headlines import Headline

from .words import markup

CSS = Path(__file__).with_name("cards.css")
TONES = {True: ("better", "better"), False: ("worse", "worse"), None: ("same", "")}


def style(*, dark: bool) -> None:
    """Lay the cards' style sheet over the page."""
    scheme = f".stApp {{ color-scheme: {'dark' if dark else 'light'}; }}"
    st.html(f"<style>{scheme}{_css()}</style>")


def tiles(headlines: Sequence[Headline], changes: Mapping[str, Difference] | None = None, other: str = "") -> str:
    """Headlines as tiles; with the change against another plan where one is named."""
    body = "".join(_tile(one, changes.get(one.id) if changes else None, other) for one in headlines)
    return f'<div role="list" class="hadr-tiles">{body}</div>'


def _tile(one: Headline, change: Difference | None, other: str) -> str:
    parts = [
        f'<span class="label">{markup(one.title)}</span>',
        f'<strong>{markup(one.text)}</strong>',
        f'<span class="note">{markup(one.note, 90)}</span>',
    ]
    if change is not None:
        parts.append(_change(change, other))
    return f'<div class="hadr-tile" role="listitem">{"".join(parts)}</div>'


def _change(change: Difference, other: str) -> str:
    tone, word = TONES[change.better]
    if not change.text:
        text, tone = "as there", "same"
    else:
        arrow = "▲" if (change.change or 0) > 0 else "▼"
        text = f"{arrow} {change.text}{', ' if word else ''}{word}"
    return f'<span class="change hadr-tone-{tone}" title="{markup(f"against {other}")}">{markup(text)}</span>'


def reason(*, head: str, code: str, because: str, lifted_by: str, source: str) -> str:
    """One thing that stands in the way, in the rule's words."""
    lifted = f"Could be lifted by <strong>{markup(lifted_by)}</strong>." if lifted_by else "Nobody can lift it."
    rule = f'<span class="hadr-chip">{markup(code, 40)}</span>' if code else ""
    origin = f'<span class="hadr-quiet">Source: {markup(source)}</span>' if source else ""
    return (
        f'<div class="hadr-card"><div class="hadr-card-head"><strong>{markup(head)}</strong>{rule}</div>'
        f"<p>{markup(because, 1_200)}</p><p>{lifted} {origin}</p></div>"
    )


@cache
def _css() -> str:
    return CSS.read_text("utf-8")
