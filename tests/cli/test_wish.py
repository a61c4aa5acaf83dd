"""``hadr plan --wish``: wishes from a file are held, and faults in it are named with number and field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Hadr

from hadr_planner.io import read_plan


def wished(tmp_path: Path, *wishes: Any) -> str:
    file = tmp_path / "wishes.json"
    file.write_text(json.dumps(wishes), "utf-8")
    return str(file)


def test_a_forbidden_asset_stays_at_home(hadr: Hadr, tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    file = wished(tmp_path, {"wish": "forbid", "asset": "aus_c130j"})
    said = hadr("plan", "tutorial", "--deterministic", "2", "--wish", file, "--out", str(out))
    made = read_plan(out)
    assert said.code == 0
    assert "aus_c130j" not in {sortie.asset for sortie in made.sorties}
    assert [wish["wish"] for wish in made.wishes] == ["forbid"]
    assert hadr("verify", "tutorial", str(out)).code == 0


def test_a_plan_that_does_not_hold_its_wishes_breaks_a_rule(hadr: Hadr, tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    hadr("plan", "tutorial", "--deterministic", "2", "--out", str(out))
    told = json.loads(out.read_text("utf-8"))
    told["wishes"] = [{"wish": "forbid", "asset": told["sorties"][0]["asset"]}]
    out.write_text(json.dumps(told), "utf-8")
    said = hadr("verify", "tutorial", str(out))
    assert said.code == 1
    assert "WISH" in said.out


@pytest.mark.parametrize(
    ("wish", "fault"),
    [
        ({"wish": "forbit", "asset": "aus_c130j"}, "/1/wish: wanted one of forbid, insist, keep, meet, got 'forbit'"),
        ({"wish": "forbid", "asset": "aus_c130"}, "/1/asset: the scenario has no 'aus_c130'; did you mean"),
        ({"wish": "forbid", "asset": "aus_c130j", "nod": "nadi"}, "/1/nod: key is unknown; did you mean 'node'?"),
        ({"wish": "insist", "asset": "aus_c130j", "start_h": 3}, "/1/route: is missing"),
        ({"wish": "meet", "need": "x", "share": 2, "by_h": 3}, "/1/share: input should be less than or equal to 1"),
        ({"wish": "keep", "sortie": {}}, "/1/sortie/id: field required"),
        ("nothing", "/1/wish: wanted one of"),
    ],
)
def test_a_faulty_wish_is_named_with_its_number_and_field(hadr: Hadr, tmp_path: Path, wish: Any, fault: str) -> None:
    good = {"wish": "forbid", "asset": "aus_c130j"}
    said = hadr("plan", "tutorial", "--wish", wished(tmp_path, good, wish), "--out", str(tmp_path / "plan.json"))
    assert said.code == 2
    assert fault in said.err
    assert not (tmp_path / "plan.json").exists()


@pytest.mark.parametrize("text", ["{", "{}", "[NaN]", '"all"', "\ud800"])
def test_a_file_that_is_no_list_of_wishes_is_refused(hadr: Hadr, tmp_path: Path, text: str) -> None:
    file = tmp_path / "wishes.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    said = hadr("plan", "tutorial", "--wish", str(file), "--out", str(tmp_path / "plan.json"))
    assert said.code == 2
    assert "Traceback" not in said.err
    assert "wishes.json" in said.err
