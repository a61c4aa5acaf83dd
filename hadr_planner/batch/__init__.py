"""Batches: many scenarios, draws and courses of action, on many processes or machines."""

from __future__ import annotations

from .choose import Choice, choose, with_margins
from .course import Course, read_courses
from .run import Row, Run
from .summary import Summary, summaries
from .survive import Survival, survive
from .sweep import Progress, run_all

__all__ = [
    "Choice",
    "Course",
    "Progress",
    "Row",
    "Run",
    "Summary",
    "Survival",
    "choose",
    "read_courses",
    "run_all",
    "summaries",
    "survive",
    "with_margins",
]
