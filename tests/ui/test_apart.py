"""Columns of figures whose thousands stand apart."""

from __future__ import annotations

from hadr_planner.ui.apart import apart


def test_figures_and_only_figures_are_set_apart() -> None:
    config = apart([{"Who": "PHL", "Sorties": 2_604, "Goods, t": 9_711.3}], {"Who": 50})
    assert [config[head].get("type_config", {}).get("format") for head in config] == [None, "localized", "localized"]
    assert config["Who"]["width"] == 50
    assert apart([]) == {}
