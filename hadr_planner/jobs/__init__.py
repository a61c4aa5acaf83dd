"""Long searches in processes of their own: ordered, queued, followed, stopped, and found again after a restart."""

from __future__ import annotations

from hadr_planner.jobs.keeper import Jobs
from hadr_planner.jobs.order import Order
from hadr_planner.jobs.state import JobState, Point, Status

__all__ = ["JobState", "Jobs", "Order", "Point", "Status"]
