"""Scenarios and plans as bytes: those of their own files."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import load, plan_of, plan_to_json, save


def scenario_bytes(scenario: Scenario) -> bytes:
    """A scenario as a .zip."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{scenario.id}.zip")
        save(scenario, path)
        return path.read_bytes()


def scenario_from(content: bytes, key: str) -> Scenario:
    """The scenario in a .zip."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{key}.zip")
        path.write_bytes(content)
        return load(path)


def plan_bytes(plan: Plan) -> bytes:
    """A plan as the JSON of its file, under gzip; the same bytes for the same plan."""
    text = json.dumps(plan_to_json(plan), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), mtime=0)


def plan_from(content: bytes) -> Plan:
    """The plan in such bytes."""
    return plan_of(json.loads(gzip.decompress(content)))
