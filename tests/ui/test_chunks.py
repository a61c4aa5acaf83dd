"""What later pages are made of is fetched while the first is looked at, with all that it brings along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit

from hadr_planner.ui.chunks import FOLDER, WANTED, chunks, links

HERE = Path(streamlit.__file__).parent / "static" / FOLDER


@pytest.mark.parametrize("kind", WANTED)
def test_every_kind_of_element_is_a_file_of_this_streamlit(kind: str) -> None:
    assert any(name.startswith(f"{kind}.") for name in chunks())


def test_whatever_one_of_them_brings_along_is_named_too() -> None:
    brought = {
        other for name in chunks() for other in re.findall(r'from"\./([\w.-]+\.js)"', (HERE / name).read_text("utf-8"))
    }
    assert brought <= set(chunks())


def test_each_is_asked_for_from_this_server_when_nothing_else_is() -> None:
    named = re.findall(r'<link rel="prefetch" href="\./([^"]+)" as="script" crossorigin>', links().decode())
    assert named == [f"{FOLDER}/{name}" for name in chunks()]
