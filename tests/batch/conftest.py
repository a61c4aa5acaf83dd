"""A plan of the tutorial, made once."""

from __future__ import annotations

import pytest

from hadr_planner import load, solve
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario


@pytest.fixture(scope="session")
def tutorial() -> Scenario:
    return load("tutorial")


@pytest.fixture(scope="session")
def made(tutorial: Scenario) -> Plan:
    return solve(tutorial, deterministic=3)
