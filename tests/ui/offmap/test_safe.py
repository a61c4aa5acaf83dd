"""Hostile texts stay texts wherever a map pastes them."""

from __future__ import annotations

import itertools
import json

import pytest

from hadr_planner.ui.offmap.safe import js_json, text

HOSTILE = (
    "<img src=x onerror=top.__xss=1>",
    "${top.__xss=2}",
    "`+(top.__xss=3)+`",
    "\\x3cimg src=x onerror=top.__xss=4\\x3e",
    "{{7*7}}",
    "</script><script>top.__xss=5</script>",
    "\"';top.__xss=6//",
    "\u2028top.__xss=7\u2029",
)


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_that_could_begin_markup_or_a_literal_is_left(payload: str) -> None:
    assert not set("<>`${}\\\"'\u2028\u2029\x00") & set(text(payload))


def test_plain_names_are_kept() -> None:
    assert text("Ciudad de Cebú – №1 (port)") == "Ciudad de Cebú – №1 (port)"


@pytest.mark.parametrize("payload", HOSTILE)
def test_data_comes_back_as_it_was_and_can_end_no_script(payload: str) -> None:
    written = js_json({payload: [payload, 1.5, None, True]})
    assert json.loads(written) == {payload: [payload, 1.5, None, True]}
    assert not {"<", ">", "`", "${", "{{", "}}", "'", "//"} & set(_pairs(written))


def _pairs(written: str) -> list[str]:
    return [*written, *(a + b for a, b in itertools.pairwise(written))]


def test_only_numbers_that_json_knows_are_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        js_json([float("nan")])
