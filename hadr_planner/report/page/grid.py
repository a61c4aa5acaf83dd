"""A table for people: heads, rows, figures to the right, bars for shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .markup import Markup, join, tag


def grid(heads: Sequence[str], rows: Iterable[Sequence[str | float]], right: Iterable[int] = ()) -> Markup:
    """A table; ``right`` names the columns of figures."""
    figures = frozenset(right)

    def kind(column: int) -> str | None:
        return "num" if column in figures else None

    head = tag("tr", *(tag("th", name, scope="col", class_=kind(i)) for i, name in enumerate(heads)))
    body = [tag("tr", *(tag("td", cell, class_=kind(i)) for i, cell in enumerate(row))) for row in rows]
    if not body:
        return tag("p", "None.", class_="quiet")
    return tag("div", tag("table", tag("thead", head), tag("tbody", *body)), class_="scroll", tabindex="0")


def bar(share: float, words: str) -> Markup:
    """A share as a bar with its percent beside it."""
    width = f"width:{max(min(share, 1.0), 0.0) * 100:.1f}%"
    grade = "good" if share >= 0.8 else "fair" if share >= 0.5 else "poor"
    track = tag("span", tag("span", style=width, class_=f"fill {grade}"), class_="track")
    return tag("span", track, tag("span", words, class_="pct"), class_="bar")


def card(title: str, *content: str, note: str = "", class_: str = "") -> Markup:
    """A titled part of the page."""
    head = join(tag("h2", title), tag("p", note, class_="note") if note else Markup(""))
    return tag("section", head, *content, class_=f"card {class_}".strip())


def rest(shown: int, total: int, what: str) -> Markup:
    """Say how many rows are left out."""
    if shown >= total:
        return Markup("")
    return tag("p", f"The first {shown} of {total:,} {what}; the workbook export has all.", class_="quiet")
