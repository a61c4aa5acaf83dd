"""What one person may do with the store: every method is asked for, done whole, and written down."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import Action, Person

from . import decisions, handing, packing, plans, scenarios, trail, wishes
from .cards import AuditLine, DecisionCard, PlanCard, ScenarioCard, VersionCard, WishBook
from .copy import back_up
from .work import Work, admit, looking, working

if TYPE_CHECKING:
    from hadr_planner.report.taskings import Tasking
    from hadr_planner.wishes import Wish


@dataclass(frozen=True, slots=True)
class Office:
    """The store as one person may use it.

    Each method is one transaction. What changes something, hands something out or is refused leaves a line in the
    trail. All raise ``NotAllowed`` where the person's role may not do it, ``NotThere`` where there is no such thing.
    """

    engine: Engine
    person: Person

    def scenarios(self) -> tuple[ScenarioCard, ...]:
        """Every scenario, the latest saved first."""
        with self._look() as connection:
            return scenarios.cards(connection)

    def history(self, id: int) -> tuple[VersionCard, ...]:
        """Every version of a scenario, the newest first."""
        with self._look() as connection:
            return scenarios.history(connection, id)

    def scenario(self, id: int, version: int | None = None) -> Scenario:
        """A version of a scenario; the newest where none is named."""
        with self._look() as connection:
            key, content = scenarios.content(connection, id, version)
        return packing.scenario_from(content, key)

    def add_scenario(self, scenario: Scenario, origin: str) -> ScenarioCard:
        """Keep a scenario; ``origin`` says where it came from, such as the name of the file."""
        admit(self.engine, self.person, Action.EDIT_SCENARIO)
        content = packing.scenario_bytes(scenario)
        with self._work(Action.EDIT_SCENARIO) as work:
            return scenarios.add(work, scenario, content, origin)

    def save_version(self, id: int, scenario: Scenario, base_version: int) -> int:
        """Keep a further version, made from ``base_version``; returns its number.

        Raises
        ------
        Conflict
            Where somebody saved one in between; nothing is saved then.
        """
        admit(self.engine, self.person, Action.EDIT_SCENARIO)
        content = packing.scenario_bytes(scenario)
        with self._work(Action.EDIT_SCENARIO) as work:
            return scenarios.save(work, id, scenario, content, base_version)

    def plans(self, scenario_id: int | None = None) -> tuple[PlanCard, ...]:
        """Plans of a scenario, or of all, the latest first."""
        with self._look() as connection:
            return plans.cards(connection, scenario_id)

    def plan(self, id: int) -> Plan:
        """A plan that was kept."""
        with self._look() as connection:
            content = plans.content(connection, id)
        return packing.plan_from(content)

    def add_plan(self, scenario_id: int, version: int, plan: Plan, title: str) -> PlanCard:
        """Keep a plan beside the version of the scenario for which it was made."""
        admit(self.engine, self.person, Action.PLAN)
        content = packing.plan_bytes(plan)
        with self._work(Action.PLAN) as work:
            return plans.add(work, scenario_id, version, plan, content, title)

    def wishes(self, scenario_id: int) -> WishBook:
        """The wishes about a scenario as they are now."""
        with self._look() as connection:
            return wishes.book(connection, scenario_id)

    def save_wishes(self, scenario_id: int, book: Sequence[Wish], base_version: int) -> int:
        """Keep the wishes about a scenario, made from ``base_version``; returns the book's new version.

        Raises
        ------
        Conflict
            Where somebody saved others in between; nothing is saved then.
        """
        with self._work(Action.STEER) as work:
            return wishes.save(work, scenario_id, book, base_version)

    def decide(self, scenario_id: int, plan_ids: Sequence[int], chosen: int, reason: str) -> DecisionCard:
        """Write down which plan is followed, among which, and why."""
        with self._work(Action.DECIDE) as work:
            return decisions.add(work, scenario_id, plan_ids, chosen, reason)

    def decisions(self, scenario_id: int | None = None) -> tuple[DecisionCard, ...]:
        """Decisions about a scenario, or about all, the latest first."""
        with self._look() as connection:
            return decisions.cards(connection, scenario_id)

    def tasking(self, plan_id: int, reader: str) -> Tasking:
        """What one reader is given of a plan; that it was handed out is in the trail.

        A reader is written ``USA``, ``component:air``, ``partner:wfp`` or ``site:tacloban``. Who speaks for a nation
        gets that nation's only.
        """
        action = handing.right_to(self.person, reader)
        with looking(self.engine, self.person, action) as connection:
            found = handing.contents(connection, plan_id)
        tasking = handing.made(*found, reader)
        with self._work(action) as work:
            work.note(f"handed out the tasking of {tasking.reader} from plan {plan_id}")
        return tasking

    def taskings(self, plan_id: int) -> tuple[Tasking, ...]:
        """What every reader is given who has any line in a plan; one line in the trail for all of them."""
        with looking(self.engine, self.person, Action.HAND_OUT) as connection:
            found = handing.contents(connection, plan_id)
        taskings = handing.all_made(*found)
        with self._work(Action.HAND_OUT) as work:
            work.note(f"handed out every tasking, {len(taskings)} in all, from plan {plan_id}")
        return taskings

    def trail(self, limit: int = 200) -> tuple[AuditLine, ...]:
        """The last lines of who did what, the latest first."""
        with looking(self.engine, self.person, Action.READ_TRAIL) as connection:
            return trail.lines(connection, limit)

    def backup(self, path: str | Path) -> Path:
        """Copy the whole store into one SQLite file; returns where it is."""
        with self._work(Action.ADMIN) as work:
            work.note(f"took a backup to {Path(path).name}")
        return back_up(self.engine, Path(path))

    def _look(self) -> AbstractContextManager[Connection]:
        return looking(self.engine, self.person, Action.READ)

    def _work(self, action: Action) -> AbstractContextManager[Work]:
        return working(self.engine, self.person, action)
