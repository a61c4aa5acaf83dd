"""Orders of visits, put on the clock."""

from __future__ import annotations

from math import inf

from hadr_planner.incidents.nouns import Callout, Orders, Visit


def timed(callout: Callout, orders: Orders) -> tuple[Visit, ...] | None:
    """Visits in order of time; None where teams would wait for each other for ever, or not all is dealt with.

    An incident begins when the last of its teams is there, and ends when the slowest is done; then all go on.
    """
    free_h = callout.ready_h.tolist()
    at = [len(callout.incidents)] * len(callout.teams)
    done = [0] * len(callout.teams)
    waiting: dict[int, list[int]] = {}
    visits: list[Visit] = []
    pending = list(range(len(callout.teams)))
    while pending:
        team = pending.pop()
        if done[team] == len(orders[team]):
            continue
        job = orders[team][done[team]]
        here = waiting.setdefault(job, [])
        here.append(team)
        if len(here) == callout.incidents[job].together:
            arrive_h = {k: free_h[k] + float(callout.leg_h[k, at[k], job]) for k in here}
            begin_h = max(arrive_h.values())
            end_h = begin_h + max(float(callout.work_h[k, job]) for k in here)
            for k in here:
                visits.append(
                    Visit(
                        team=callout.teams[k].id, incident=callout.incidents[job].id, arrive_h=arrive_h[k],
                        begin_h=begin_h, end_h=end_h,
                    )
                )
                free_h[k], at[k], done[k] = end_h, job, done[k] + 1
            pending += here
    if len(visits) != callout.together.sum() or any(visit.end_h == inf for visit in visits):
        return None
    return tuple(sorted(visits, key=lambda visit: (visit.begin_h, visit.incident, visit.team)))


def harm(callout: Callout, visits: tuple[Visit, ...]) -> float:
    """Sum over incidents of severity times the hour at which it is dealt with."""
    end_h = {visit.incident: visit.end_h for visit in visits}
    return sum(job.severity * end_h[job.id] for job in callout.incidents)
