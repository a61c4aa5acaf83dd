"""``hadr teams``: a table for people, JSON for machines, and mistakes in words."""

from __future__ import annotations

import json

from cli.conftest import Hadr


def test_a_table_says_who_goes_where_and_how_good_that_is(hadr: Hadr) -> None:
    said = hadr("teams", "haiyan_2013", "--for", "survey")
    assert said.code == 0
    assert "phl_survey" in said.out
    assert "guiuan_port" in said.out
    assert "no order is better" in said.out


def test_machines_get_numbers(hadr: Hadr) -> None:
    said = hadr("teams", "haiyan_2013", "--for", "survey", "--json")
    told = json.loads(said.out)
    assert told["proven"] is True
    assert told["visits"][0]["incident"] == "guiuan_port"
    assert told["bound"] <= told["harm"]


def test_mistakes_are_said_in_words(hadr: Hadr) -> None:
    for words in (["--for", "dancing"], ["--together", "tacloban"], ["--together", "nowhere=2"]):
        said = hadr("teams", "haiyan_2013", *words)
        assert said.code == 2
        assert said.err.startswith("hadr: ")
        assert "wanted" in said.err or "no rescue is needed" in said.err
