"""The documents say what the code does: rules, aims, constants, links and recipes."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import worlds
from agreement import Choice, Trial, as_sortie

from hadr_planner.decisions import Decisions
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.scenario import AIMS
from hadr_planner.goals import GOALS
from hadr_planner.io.catalogue import read_catalogue
from hadr_planner.io.home import data_dir
from hadr_planner.missions import pairs, reach
from hadr_planner.report import exports
from hadr_planner.rules import RULES
from hadr_planner.rules.physics import shore

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
FORMULATION = (DOCS / "formulation.md").read_text("utf-8")
EXTEND = (DOCS / "extend.md").read_text("utf-8")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def rows(text: str, heading: str) -> list[list[str]]:
    """Cells of every table row under a heading, without the head."""
    body = re.split(r"^## ", text.split(f"\n## {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    found = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines() if line.startswith("|")
    ]
    return [cells for k, cells in enumerate(found) if not _is_head(found, k)]


def _is_head(found: list[list[str]], k: int) -> bool:
    ruled = [set("".join(cells)) <= {"-"} for cells in found[k : k + 2]]
    return ruled[0] or ruled[-1]


def recipe(kind: str) -> str:
    """The fenced block of extend.md with this mark."""
    found = re.search(rf"^```\w+ {kind}\n(.*?)^```", EXTEND, re.MULTILINE | re.DOTALL)
    assert found, f"extend.md has no example marked {kind}"
    return found[1]


def run(kind: str) -> ModuleType:
    """A module with the code of a recipe."""
    module = ModuleType(kind)
    exec(compile(recipe(kind), f"docs/extend.md ({kind})", "exec"), module.__dict__)
    return module


def anchors(page: Path) -> set[str]:
    """Names by which the headings of a page can be linked to."""
    heads = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


# ---- the model's page -----------------------------------------------------------------------------------------------


def test_every_rule_has_its_row_and_every_row_its_rule() -> None:
    """Codes and modules of the rules' table are those of the rule book, each once."""
    written = [
        (cells[0], LINK.findall(cells[3])[0].removeprefix("../").removesuffix(".py").replace("/", "."))
        for cells in rows(FORMULATION, "Rules")
    ]
    assert sorted(written) == sorted((rule.CODE, rule.__name__) for rule in RULES)


def test_every_aim_has_its_row_and_every_row_its_aim() -> None:
    """The aims' table names those that scenarios may name, in their order."""
    written = [cells[0] for cells in rows(FORMULATION, "Aims: what value means") if "goals/" in cells[-1]]
    assert written == [goal.ID for goal in GOALS] == list(AIMS)


def constants() -> dict[str, float]:
    """Constants that the page quotes."""
    tables = rows(FORMULATION, "Aims: what value means") + rows(FORMULATION, "What is listed")
    return {cells[2].strip("`"): float(cells[1]) for cells in tables if cells[2].startswith("`")}


@pytest.mark.parametrize(("name", "written"), constants().items())
def test_quoted_constants_are_those_of_the_code(name: str, written: float) -> None:
    """A figure on the page equals the constant that it names."""
    assert _value(name) == pytest.approx(written)


def _value(name: str) -> float:
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found: Any = import_module(".".join(["hadr_planner", *parts[:cut]]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = found[part] if isinstance(found, dict) else getattr(found, part)
        return float(found)
    raise AssertionError(name)


def test_every_limit_of_the_lists_is_quoted() -> None:
    """A new constant that keeps missions short is on the page."""
    quoted = {name for name in constants() if name.startswith(("missions.reach.", "missions.pairs."))}
    numbers = {f"missions.reach.PICK_RADIUS_KM.{mode}" for mode in reach.PICK_RADIUS_KM}
    for page in (reach, pairs):
        name = page.__name__.removeprefix("hadr_planner.")
        plain = {key for key, value in vars(page).items() if key.isupper() and isinstance(value, int | float)}
        numbers |= {f"{name}.{key}" for key in plain}
    assert quoted == {name for name in numbers if not name.endswith(".NOWHERE")}


def test_every_block_of_decisions_is_on_the_page() -> None:
    """The decisions' table names the blocks that the optimizer has, aims' own included."""
    x = Decisions(worlds.world())
    for goal in GOALS:
        goal.express(x, 1.0)
    written = {cells[1].strip("`") for cells in rows(FORMULATION, "Decisions")}
    assert written == {"sorties", "resting", *x.blocks}


# ---- what is depended on ---------------------------------------------------------------------------------------------

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DECISIONS = (DOCS / "decisions.md").read_text("utf-8")
BROUGHT = {"pandas": "geopandas", "branca": "folium", "starlette": "streamlit", "pybind11_abseil": "ortools"}
"""Imported, though others bring them."""
CALLED = {"pyyaml": "yaml"}
"""Packages that are imported under another name."""


def packages(wanted: list[str]) -> set[str]:
    """Names of the packages in a list of requirements."""
    return {re.split(r"[<>=\[;~!]", one)[0].lower() for one in wanted} - {PROJECT["name"]}


def test_everything_depended_on_is_in_the_table_of_decisions() -> None:
    """What is installed for users has its row and reason; what is for tests and the bench only is named."""
    extras = PROJECT["optional-dependencies"]
    tabled = {cells[0] for cells in rows(DECISIONS, "What is depended on, and why")}
    assert tabled == packages([*PROJECT["dependencies"], *extras["postgres"], *extras["cluster"]]) | {"authlib"}
    assert [name for name in packages(extras["test"] + extras["bench"]) if name not in DECISIONS.lower()] == []


def test_what_is_imported_is_asked_for() -> None:
    """Every package from outside that the program imports is a dependency, or comes with one."""
    trees = [ast.parse(file.read_text("utf-8")) for file in (ROOT / "hadr_planner").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    outside = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"hadr_planner"}
    asked = {CALLED.get(name, name.replace("-", "_")) for name in packages(PROJECT["dependencies"])}
    optional = {name.replace("-", "_") for name in packages(PROJECT["optional-dependencies"]["cluster"])}
    assert outside - asked - optional == set(BROUGHT)
    assert set(BROUGHT.values()) <= asked
    assert asked <= outside


# ---- all pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link within the project names a file that is there, and a heading in it."""
    dead = []
    for target in LINK.findall(FENCED.sub("", page.read_text("utf-8"))):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


def test_the_index_lists_every_page() -> None:
    """Whatever lies in docs/ is linked from its index."""
    linked = set(LINK.findall((DOCS / "index.md").read_text("utf-8")))
    assert linked == {file.name for file in DOCS.iterdir() if file.suffix in (".md", ".json")} - {"index.md"}


def test_the_glossary_is_in_order_and_says_each_word_once() -> None:
    """A word is found where the alphabet puts it."""
    text = (DOCS / "glossary.md").read_text("utf-8").replace("# ", "\n## ", 1)
    words = [cells[0].lower() for cells in rows(text, "Glossary")]
    assert len(words) > 50
    assert words == sorted(set(words))


# ---- recipes --------------------------------------------------------------------------------------------------------


def test_the_rule_of_the_recipe_works() -> None:
    """Its two halves agree on a tiny world in which it binds, and it stays silent where no policy asks for it."""
    rule = run("rule")
    quiet = Trial(rule, worlds.world(policies={"quiet_hours": "11-14"}))
    assert quiet.disagreement(quiet.x) == ""
    assert set(quiet.singles.values()) == {True, False}
    silent = Trial(rule, worlds.world())
    assert (silent.x.allowed == silent.pristine.allowed).all()


@pytest.mark.parametrize("table", ["asset_types", "unit_types", "items"])
def test_the_rows_of_the_recipes_load(table: str, tmp_path: Path) -> None:
    """A type or item with the columns shown is in the catalogue, and its figures name it and its columns."""
    for name in ("asset_types", "unit_types", "items", "planning_factors", "figures"):
        (tmp_path / f"{name}.csv").write_bytes((data_dir() / f"{name}.csv").read_bytes())
    (tmp_path / f"{table}.csv").write_text(recipe(table), "utf-8")
    if table == "asset_types":
        (tmp_path / "figures.csv").write_text(recipe("figures"), "utf-8")
    found = read_catalogue(tmp_path)
    (row,) = getattr(found, table).values()
    head, cells = (line.split(",") for line in recipe(table).splitlines())
    assert row.id == cells[0]
    assert set(head) <= set(row.__slots__)
    if table == "asset_types":
        assert {(figure.row, figure.column in head) for figure in found.figures} == {(row.id, True)}


def test_the_export_of_the_recipe_is_found_by_its_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module in the exports' folder is a format at once; what the scenario says can't become markup."""
    (tmp_path / "md.py").write_text(recipe("md"), "utf-8")
    monkeypatch.setattr(exports, "__path__", [*exports.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, f"{exports.__name__}.md", raising=False)
    world = worlds.world(title="<b>Tiny\nworld")
    there = worlds.sortie(world, "usa_choppers", worlds.stop("field", 2, 3), worlds.stop("alpha", 4, 5))
    plan = worlds.plan(world, there)
    written = exports.export(world, plan, tmp_path / "plan.md").read_text("utf-8")
    sys.modules.pop(f"{exports.__name__}.md")
    assert written == "# \\<b\\>Tiny world\n\n* s1: USA from H+2 to H+5\n"


def test_the_aim_of_the_recipe_says_the_same_twice() -> None:
    """Rewards on sorties add up to the measure of the plan that flies them."""
    goal = run("goal")
    x = Decisions(worlds.world())
    goal.express(x, 3.0)
    chosen = np.argwhere(x.allowed)[::400]
    sorties = [as_sortie(x, Choice(m, s, 1), id=f"s{k}") for k, (m, s) in enumerate(chosen.tolist())]
    assert len(sorties) > 3
    rewarded = x.sortie_reward[goal.ID][chosen[:, 0]].sum()
    assert rewarded == pytest.approx(3.0 * goal.measure(x.scenario, worlds.plan(x.scenario, *sorties)))


def test_the_builder_of_the_recipe_makes_missions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pools of a mode fly what its builder offers: from their stand to a site and back."""
    monkeypatch.setitem(reach._BY_MODE, Mode.HELICOPTER, run("mode").drone)
    x = Decisions(worlds.world(["usa_choppers"]))
    field, alpha, bravo = (x.network.index[id] for id in ("field", "alpha", "bravo"))
    assert set(x.missions.start) == set(x.missions.end) == {field}
    assert set(x.missions.lifts.end) == {alpha, bravo}
    short = replace(worlds.ASSETS["usa_choppers"], type=replace(worlds.TYPES["chopper"], range_km=40.0))
    assert set(Decisions(worlds.world([short])).missions.lifts.end) == {alpha}


def test_every_mode_has_what_the_recipe_asks_for() -> None:
    """Builder and places to call at exist for every mode, and the files that the recipe names are there."""
    assert set(reach._BY_MODE) == set(shore._CALLS_AT) == set(Mode)
    named = set(re.findall(r"`((?:hadr_planner|data|tests)/[\w/]+\.(?:py|csv))`", EXTEND))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == ["tests/rules/local/test_quiet.py"]
    assert len(named) > 10
