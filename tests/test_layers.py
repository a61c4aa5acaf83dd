"""Imports point down only, and the two halves of a rule share nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from hadr_planner.rules import RULES

ROOT = Path(__file__).parents[1] / "hadr_planner"

LAYERS = (
    ("domain", "errors", "version"),
    ("io", "people"),
    ("network", "demand"),
    ("missions", "changes", "replay", "uncertainty"),
    ("decisions",),
    ("rules", "goals"),
    ("wishes", "salvage"),
    ("solver", "judge", "incidents"),
    ("explain", "limit"),
    ("report", "smells"),
    ("exercise", "steer"),
    ("batch", "jobs", "store"),
    ("ui",),
    ("cli",),
)
"""What is in the house, from the ground up; nothing imports from its own floor or above, save from itself."""
FLOOR = {name: floor for floor, names in enumerate(LAYERS) for name in names}

HEAVY = {"pandas", "geopandas", "folium", "scipy", "ortools", "skimage", "astral", "openpyxl", "shapely", "streamlit"}
LIGHT = ("domain", "errors", "demand", "replay", "rules", "judge")
STANDARD = {"bisect", "collections", "dataclasses", "datetime", "enum", "functools", "itertools", "math", "re"}
OPTIMIZER = ("decisions", "missions", "solver")


def modules() -> Iterator[tuple[str, str, ast.Module]]:
    """Dotted name, the package that relative imports start from, and the syntax of every module."""
    for file in sorted(ROOT.rglob("*.py")):
        parts = [ROOT.name, *file.relative_to(ROOT).with_suffix("").parts]
        package = parts[:-1]
        name = package if parts[-1] == "__init__" else parts
        yield ".".join(name), ".".join(package), ast.parse(file.read_text("utf-8"))


def imported(package: str, node: ast.AST) -> Iterator[str]:
    """Dotted names that an import statement asks for."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        parts = package.split(".")
        above = parts[: len(parts) - node.level + 1] if node.level else []
        base = ".".join([*above, *([node.module] if node.module else [])])
        yield base
        yield from (f"{base}.{alias.name}" for alias in node.names)


def part(name: str) -> str:
    """Which part of the house a dotted name belongs to; empty for the front door and for other houses."""
    parts = name.split(".")
    return parts[1] if parts[0] == ROOT.name and len(parts) > 1 else ""


def test_everything_has_its_floor() -> None:
    """A new part of the house is given a floor before it is used."""
    assert {part(name) for name, _, _ in modules()} - {""} <= set(FLOOR)


def test_imports_point_down_only() -> None:
    """Nothing imports from its own floor or from above; so solver and verifier never meet."""
    wrong = [
        f"{name} imports {asked}"
        for name, package, tree in modules()
        for node in ast.walk(tree)
        for asked in imported(package, node)
        if part(name) and part(asked) in FLOOR and part(asked) != part(name) and FLOOR[part(asked)] >= FLOOR[part(name)]
    ]
    assert wrong == []


def test_finder_and_judge_share_a_floor() -> None:
    """Neither solver nor judge may import the other, for they are on one floor."""
    assert FLOOR["solver"] == FLOOR["judge"]


def test_nouns_need_nothing_but_pydantic() -> None:
    """The domain has no input, output, tables or solver in it."""
    allowed = {"annotated_types", "pydantic", "hadr_planner", "__future__", "typing", *STANDARD}
    asked = {
        top
        for name, package, tree in modules()
        if part(name) in ("domain", "errors")
        for node in ast.walk(tree)
        for top in (wanted.split(".")[0] for wanted in imported(package, node))
    }
    assert asked <= allowed


def test_judging_a_plan_loads_nothing_heavy() -> None:
    """Rules and verifier import big libraries, if at all, inside the function that needs them."""
    wrong = [
        f"{name} imports {asked}"
        for name, package, tree in modules()
        if part(name) in LIGHT
        for node in tree.body
        for asked in imported(package, node)
        if asked.split(".")[0] in HEAVY
    ]
    assert wrong == []


def reached(tree: ast.Module, start: str) -> set[str]:
    """Names of a module's functions and classes that a function leads to, and of all else that they use."""
    bodies = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    found: set[str] = set()
    waiting = [start]
    while waiting:
        names = _asked_of_outside(bodies[waiting.pop()])
        waiting += [name for name in names - found if name in bodies]
        found |= names
    return found


def _asked_of_outside(body: ast.AST) -> set[str]:
    """Names that a function uses and doesn't itself give."""
    names = [node for node in ast.walk(body) if isinstance(node, ast.Name)]
    given = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    given |= {node.arg for node in ast.walk(body) if isinstance(node, ast.arg)}
    return {node.id for node in names} - given


def brought_in(tree: ast.Module) -> dict[str, str]:
    """Where each imported name of a module comes from."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and not node.level
        for alias in node.names
    }


def test_a_rules_two_halves_share_no_function() -> None:
    """Impose and check meet in no function, neither of the module's own nor of a neighbour in the rule book."""
    wrong = []
    for rule in RULES:
        tree = ast.parse(Path(rule.__file__).read_text("utf-8"))
        own = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        neighbours = {name for name, where in brought_in(tree).items() if where.startswith("hadr_planner.rules.")}
        shared = reached(tree, "impose") & reached(tree, "check") & (own | neighbours)
        wrong += [f"{rule.CODE}: {name}" for name in sorted(shared)]
    assert wrong == []


def test_a_check_knows_nothing_of_the_optimizer() -> None:
    """No check uses anything from decisions, missions or solver, nor does a neighbour that it asks."""
    wrong = []
    for rule in RULES:
        tree = ast.parse(Path(rule.__file__).read_text("utf-8"))
        asked = reached(tree, "check")
        used = [where for name, where in brought_in(tree).items() if name in asked]
        for where in used:
            beyond = [where]
            if where.startswith("hadr_planner.rules."):
                beyond = list(brought_in(neighbour(where)).values())
            wrong += [f"{rule.CODE}: {one}" for one in beyond if part(one) in OPTIMIZER]
    assert wrong == []


def neighbour(where: str) -> ast.Module:
    """Module in which a name of the rule book is defined."""
    file = ROOT.parent.joinpath(*where.split(".")[:-1]).with_suffix(".py")
    return ast.parse(file.read_text("utf-8"))


def test_a_forbidden_import_would_be_seen() -> None:
    """The reading of imports itself: plain, from, relative, and inside a function."""
    text = "import hadr_planner.solver\ndef f():\n    from ..judge import verify\nfrom . import replay\n"
    asked = {one for node in ast.walk(ast.parse(text)) for one in imported("hadr_planner.rules", node)}
    assert {"hadr_planner.solver", "hadr_planner.judge.verify", "hadr_planner.rules.replay"} <= asked
    shared = ast.parse("def impose(x): _same(x)\ndef check(s, p): _same(s)\ndef _same(x): pass")
    assert "_same" in reached(shared, "impose") & reached(shared, "check")
