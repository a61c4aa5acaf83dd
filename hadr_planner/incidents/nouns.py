"""The nouns of a call-out: incidents, teams, how long everything takes, and who goes where in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

import numpy as np
from numpy.typing import NDArray

from hadr_planner.errors import HadrError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Orders = tuple[tuple[int, ...], ...]
"""For each team, the incidents that it goes to, first to last."""

MOST_WEIGHT = 20_000
"""Most that all severities together may come to: what is looked up by weight must fit into memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that teams must go to and deal with.

    Parameters
    ----------
    at
        Number of the node where it is.
    severity
        Harm done by every hour until it is dealt with; whole, at least 1.
    hours
        Work of one team, by the capability that it uses.
    together
        Teams that must be there at once.
    """

    id: str
    at: int
    severity: int
    hours: Mapping[str, float] = field(default_factory=dict)
    together: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team that goes from incident to incident.

    Parameters
    ----------
    start
        Number of the node where it is at ``ready_h``.
    """

    id: str
    start: int
    ready_h: float = 0.0
    capabilities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Callout:
    """Incidents, teams, and how long everything takes.

    Parameters
    ----------
    leg_h
        Hours on the way (team, from, to); ``from`` counts incidents, and last the team's start; infinite where there
        is no way.
    work_h
        Hours of work (team, incident); infinite where a team can't help.
    """

    incidents: tuple[Incident, ...]
    teams: tuple[Team, ...]
    leg_h: Floats
    work_h: Floats

    @property
    def ready_h(self) -> Floats:
        """When each team can set out."""
        return np.array([team.ready_h for team in self.teams], dtype=float)

    @property
    def severity(self) -> Ints:
        """Severity of each incident."""
        return np.array([incident.severity for incident in self.incidents], dtype=np.int64)

    @property
    def together(self) -> Ints:
        """Teams that each incident needs at once."""
        return np.array([incident.together for incident in self.incidents], dtype=np.int64)

    @property
    def step_h(self) -> Floats:
        """Way and work (team, from, to)."""
        return np.asarray(self.leg_h + self.work_h[:, None, :])

    def take(self, keep: Ints) -> Callout:
        """Only these incidents."""
        return Callout(
            incidents=tuple(self.incidents[j] for j in keep),
            teams=self.teams,
            leg_h=self.leg_h[:, [*keep, -1]][:, :, keep],
            work_h=self.work_h[:, keep],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A team's visit to an incident; work begins when all who are needed are there."""

    team: str
    incident: str
    arrive_h: float
    begin_h: float
    end_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """Who goes where in which order, and what is known of it.

    Parameters
    ----------
    visits
        In order of time.
    harm
        Sum over incidents of severity times the hour at which it is dealt with; less is better.
    bound
        No rota for the incidents in it has less harm.
    practice_harm
        Harm where the most severe incident always gets the team that can be there first.
    unreached
        Incidents for which there aren't teams enough that can help and get there.
    work
        What the search did.
    """

    visits: tuple[Visit, ...]
    harm: float
    bound: float
    practice_harm: float
    unreached: tuple[str, ...] = ()
    work: Mapping[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """Share of the harm that another rota might still spare."""
        return max(self.harm - self.bound, 0.0) / self.harm if 0 < self.harm < inf else 0.0

    @property
    def proven(self) -> bool:
        """Whether no rota is better."""
        return self.gap <= 1e-6


def callout(
    incidents: tuple[Incident, ...], teams: tuple[Team, ...], travel_h: Floats, work_h: Floats | None = None
) -> Callout:
    """Put a call-out together.

    Parameters
    ----------
    incidents, teams
        Who needs help, and who can give it.
    travel_h
        Hours between nodes (from, to), or for each team by itself (team, from, to); infinite where no way leads
        straight on.
    work_h
        Hours of work (team, incident), where they don't follow from capabilities.

    Raises
    ------
    HadrError
        Where a severity or a number of teams is no whole number of at least 1, or severities are beyond all measure.
    """
    for incident in incidents:
        for what, number in (("severity", incident.severity), ("together", incident.together)):
            if number != int(number) or number < 1:
                raise HadrError(f"incident {incident.id}: {what} is {number}; wanted a whole number of at least 1")
    if (total := sum(incident.severity for incident in incidents)) > MOST_WEIGHT:
        raise HadrError(f"all severities together are {total:,}; wanted at most {MOST_WEIGHT:,}: use a coarser scale")
    every = travel_h if travel_h.ndim == 3 else np.broadcast_to(travel_h, (len(teams), *travel_h.shape))
    at = np.array([incident.at for incident in incidents], dtype=np.int64)
    leg_h = np.full((len(teams), len(at) + 1, len(at)), inf)
    for k, team in enumerate(teams):
        leg_h[k] = _joined(every[k])[np.append(at, team.start)[:, None], at[None, :]]
    leg_h[:, np.arange(len(at)), np.arange(len(at))] = inf
    found_h = _work_h(incidents, teams) if work_h is None else work_h
    return Callout(incidents=incidents, teams=teams, leg_h=leg_h, work_h=np.asarray(found_h, dtype=float))


def _joined(travel_h: Floats) -> Floats:
    """Where no way leads straight on, the shortest over other nodes."""
    least_h = travel_h
    for k in range(len(travel_h)) if np.isinf(travel_h).any() else ():
        least_h = np.minimum(least_h, least_h[:, [k]] + least_h[[k], :])
    return np.where(np.isfinite(travel_h), travel_h, least_h)


def _work_h(incidents: tuple[Incident, ...], teams: tuple[Team, ...]) -> Floats:
    """Each team works with the capability that is quickest."""
    return np.array(
        [
            [min((h for what, h in job.hours.items() if what in team.capabilities), default=inf) for job in incidents]
            for team in teams
        ],
        dtype=float,
    ).reshape(len(teams), len(incidents))
