"""HTML and SVG that can't be broken out of: every text is escaped unless it was built here."""

from __future__ import annotations

import html
import json
from typing import Any

from hadr_planner.report.wording import clean

VOID = frozenset({"meta", "input", "br", "line", "rect", "path", "circle"})
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()


def text(value: str | float) -> Markup:
    """Plain text as HTML: markup signs escaped, control characters gone."""
    return Markup(html.escape(clean(str(value)), quote=True))


def tag(name: str, /, *children: str | float, **attributes: str | float | bool | None) -> Markup:
    """One element; plain children and all attribute values are escaped.

    An attribute that is unset or false is left out; a trailing underscore is dropped and other
    underscores become dashes (``class_``, ``data_h``).
    """
    parts = [name, *(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))]
    start = f"<{' '.join(parts)}>"
    if name in VOID and not children:
        return Markup(start if name in ("meta", "input", "br") else start[:-1] + "/>")
    return Markup(f"{start}{join(*children)}</{name}>")


def join(*children: str | float) -> Markup:
    """Children one after another."""
    return Markup("".join(child if isinstance(child, Markup) else text(child) for child in children))


def _attribute(key: str, value: Any) -> str:
    name = key.rstrip("_").replace("_", "-")
    return name if value is True else f'{name}="{text(value)}"'


def embedded(value: Any) -> Markup:
    """Data as JSON that can stand inside a ``script`` element."""
    dumped = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(dumped.translate(UNSAFE))


def short(value: str, signs: int) -> str:
    """Text cut to a number of signs, with an ellipsis where something is lost."""
    value = clean(value)
    return value if len(value) <= signs else value[: signs - 1].rstrip() + "…"
