r"""Text and data that stay text and data inside a map's scripts.

Folium pastes texts into JavaScript template literals and from there into HTML, so escaping for HTML
alone is not enough: ``${…}``, backticks and ``\x3c`` would still run.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

_ALIVE = {"`": "&#96;", "$": "&#36;", "{": "&#123;", "}": "&#125;", "\\": "&#92;"}
_TABLE = str.maketrans(_ALIVE | {"\u2028": " ", "\u2029": " ", "\x00": ""})
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
_SHARP = re.compile(r"[<>&{}$`'/]")


class Packed(str):
    """What ``js_json`` made of something, kept so that it need not be made again."""

    __slots__ = ()


def text(value: object) -> str:
    """HTML that shows this text and does nothing else, wherever folium may paste it."""
    return html.escape(str(value), quote=True).translate(_TABLE)


def js_json(value: Any) -> Packed:
    r"""JSON that can stand inside a script: what could end a script, literal or template is written ``\u00XX``."""
    if isinstance(value, Packed):
        return value
    plain = json.dumps(value, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return Packed(_LITERAL.sub(lambda literal: _SHARP.sub(lambda c: f"\\u{ord(c[0]):04x}", literal[0]), plain))
