"""``docs/batch.md`` says which defaults draws use."""

from __future__ import annotations

import re
from pathlib import Path

from hadr_planner.uncertainty import DEFAULTS

TEXT = (Path(__file__).parents[2] / "docs" / "batch.md").read_text("utf-8")
ROW = re.compile(r"^\| `(\w+)` \| ([\d.]+)[^|]*\| ([^|]*) \| ([\d.]+) \|", re.MULTILINE)


def test_every_default_is_documented_as_it_is() -> None:
    found = {kind: (float(chance), span, float(spread)) for kind, chance, span, spread in ROW.findall(TEXT)}
    assert set(found) == {row.kind.value for row in DEFAULTS}
    for row in DEFAULTS:
        chance, span, spread = found[row.kind.value]
        numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", span)]
        assert (chance, spread) == (row.probability, row.spread)
        assert numbers == ([row.low, row.high] if row.high else [])
