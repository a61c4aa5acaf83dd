"""Plans multinational disaster relief: a scenario in, a verified plan with a proven bound out.

The public names: ``load``, ``save``, ``solve``, ``replan``, ``verify``, ``why_not``, ``why_unmet``,
``unlocks``, ``kpis``, ``export``, ``run_all``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hadr_planner.version import VERSION

if TYPE_CHECKING:
    from hadr_planner.batch import run_all
    from hadr_planner.explain import unlocks, why_not, why_unmet
    from hadr_planner.io import load, save
    from hadr_planner.judge import verify
    from hadr_planner.report.exports import export
    from hadr_planner.report.kpis import kpis
    from hadr_planner.solver import replan, solve

__version__ = VERSION

_HOME = {
    "load": "hadr_planner.io",
    "save": "hadr_planner.io",
    "solve": "hadr_planner.solver",
    "replan": "hadr_planner.solver",
    "verify": "hadr_planner.judge",
    "why_not": "hadr_planner.explain",
    "why_unmet": "hadr_planner.explain",
    "unlocks": "hadr_planner.explain",
    "kpis": "hadr_planner.report.kpis",
    "export": "hadr_planner.report.exports",
    "run_all": "hadr_planner.batch",
}

__all__ = [
    "__version__", "export", "kpis", "load", "replan", "run_all", "save", "solve", "unlocks", "verify", "why_not",
    "why_unmet",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOME[name]), name)
