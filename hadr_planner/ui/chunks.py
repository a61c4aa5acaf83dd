"""Parts of Streamlit's own front end that later pages want: the browser fetches them while the first is looked at."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

WANTED = ("Selectbox", "ButtonGroup", "ComponentInstance", "ArrowVegaLiteChart", "DataFrame")
"""Kinds of elements that pages are made of; without help each is fetched when first drawn, wave after wave."""
FOLDER = "static/js"
HEAD_CHARS = 20_000
"""A file names what it brings along in its first lines."""
_BRINGS = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


@cache
def chunks() -> tuple[str, ...]:
    """Names of the files, each with all that it brings along; none where Streamlit keeps them elsewhere."""
    import streamlit

    folder = Path(streamlit.__file__).parent / "static" / FOLDER
    found: set[str] = set()
    ahead = [file.name for kind in WANTED for file in folder.glob(f"{kind}.*.js")]
    while ahead:
        name = ahead.pop()
        if name not in found and (folder / name).is_file():
            found.add(name)
            with (folder / name).open(encoding="utf-8") as file:
                ahead += _BRINGS.findall(file.read(HEAD_CHARS))
    return tuple(sorted(found))


@cache
def links() -> bytes:
    """The same for the head of a page, to be fetched when nothing else is."""
    links = (f'<link rel="prefetch" href="./{FOLDER}/{name}" as="script" crossorigin>' for name in chunks())
    return "".join(links).encode()
