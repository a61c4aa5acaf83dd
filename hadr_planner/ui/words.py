"""Scenario text is hostile: how it is put into Markdown and HTML so that it stays text."""

from __future__ import annotations

import html

from hadr_planner.report.wording import clean

_MARKS = {ord(mark): f"\\{mark}" for mark in "\\`*_{}[]()<>#+-.!|~$:&@"}


def plain(text: object, longest: int = 300) -> str:
    """Text for anything that Streamlit reads as Markdown: shown as it is written, never as a link, picture or icon."""
    return short(text, longest).translate(_MARKS)


def markup(text: object, longest: int = 300) -> str:
    """Text for ``st.html``."""
    return html.escape(short(text, longest), quote=True)


def short(text: object, longest: int) -> str:
    """Text on one line, cut with an ellipsis where it is longer."""
    line = " ".join(clean(str(text)).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def ending(text: object, longest: int) -> str:
    """Text on one line, cut before the number at its end: ``Air Force UH-1… #3``."""
    line = " ".join(clean(str(text)).split())
    name, sign, number = line.rpartition(" #")
    return f"{short(name, longest - len(number) - 2)}{sign}{number}" if number.isdecimal() else short(line, longest)
