"""The current baseline of one project as the engine takes it, with the progress of its tasks; read for pages and API.

Stored measures stay the roll-up's business: what is read here is only what they do not keep, task by task and over
time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np
from django.db import connection

from projects.earned_value import Baseline as FrozenCosts
from projects.earned_value import times_of
from projects.models import Baseline, BaselineTask, Project
from projects.working_calendars import DEFAULT, read_working_calendars
from projects.working_time import WorkingCalendar

from .progress_then import Progress, progress_of_frozen

YEARS_AHEAD = 5
COLUMNS = (
    "pk", "task_id", "wbs", "name", "start", "finish", "fixed_cost", "work_cost", "task__schedule__percent_complete",
    "task__actual_start", "task__actual_cost",
)  # fmt: skip


@dataclass(frozen=True)
class FrozenPlan:
    """Tasks of a baseline as rows and as arrays on the working time of the project's calendar."""

    baseline: Baseline
    calendar: WorkingCalendar
    rows: list[dict]
    costs: FrozenCosts

    @property
    def origin(self) -> datetime:
        """Where the time of the arrays begins: the first start."""
        return min(row["start"] for row in self.rows)

    def times(self, days: list[date]) -> np.ndarray:
        """Working time from the origin to the end of each day."""
        return times_of(self.calendar, self.origin, [datetime.combine(day, time.max) for day in days])

    def planned_values(self, days: list[date]) -> list[float]:
        """Planned value at the end of each day."""
        return [float(value) for value in self.costs.planned_values(self.times(days))]

    def by_task(self, as_of: date, *, then: bool = False) -> list[dict]:
        """Budget, planned value, earned value and cost of each task on a day; `then`: with the progress of that day."""
        progress = progress_of_frozen(self.baseline.pk, [as_of])[0] if then else self.progress_now(as_of)
        planned = self.costs.planned_value_by_task(float(self.times([as_of])[0]))
        complete, earned = self._earned(progress)
        return [
            {
                "task": row["task_id"], "wbs": row["wbs"], "name": row["name"], "percent": complete[number] * 100,
                "bac": float(self.costs.costs[number]), "pv": float(planned[number]), "ev": float(earned[number]),
                "ac": progress[row["pk"]].actual_cost, "sv": float(earned[number] - planned[number]),
            }
            for number, row in enumerate(self.rows)
        ]  # fmt: skip

    def progress_now(self, as_of: date) -> dict[int, Progress]:
        """Progress as reported until now by the key of the frozen row; what began after the day does not count."""
        found = {}
        for row in self.rows:
            begun, cost = row["task__actual_start"], row["task__actual_cost"]
            percent = 0 if begun and begun.date() > as_of else row["task__schedule__percent_complete"] or 0
            found[row["pk"]] = Progress(
                float(percent), bool(begun and begun.date() <= as_of), None if cost is None else float(cost)
            )
        return found

    def earned_values(self, days: list[date]) -> list[float]:
        """Earned value at the end of each day, from the progress of that day. One statement."""
        return [float(self._earned(one)[1].sum()) for one in progress_of_frozen(self.baseline.pk, days)]

    def _earned(self, progress: Mapping[int, Progress]) -> tuple[np.ndarray, np.ndarray]:
        """Share done and earned value of each task."""
        reached = [progress[row["pk"]] for row in self.rows]
        complete = np.array([one.percent / 100 for one in reached])
        begun = np.array([one.begun for one in reached], dtype=bool)
        return complete, self.costs.earned_value_by_task(complete, begun)


def frozen_plan(project: Project, baseline: int | None = None) -> FrozenPlan | None:
    """The current baseline of a project, or another by its key, with its tasks; None where it froze no task."""
    wanted = Baseline.objects.filter(pk=baseline) if baseline else Baseline.objects.current()
    baseline = wanted.filter(project=project).first()
    if baseline is None:
        return None
    rows = list(BaselineTask.objects.filter(baseline=baseline, is_summary=False).order_by("pk").values(*COLUMNS))
    if not rows:
        return None
    calendar = calendar_of(project, min(row["start"] for row in rows).year, max(row["finish"] for row in rows).year)
    costs = FrozenCosts.of_moments(
        calendar, [row["start"] for row in rows], [row["finish"] for row in rows],
        [float(row["fixed_cost"]) for row in rows], [float(row["work_cost"]) for row in rows],
    )  # fmt: skip
    return FrozenPlan(baseline, calendar, rows, costs)


def calendar_of(project: Project, first: int, last: int) -> WorkingCalendar:
    """The calendar that the project works by, with the holidays of these years and some more."""
    with connection.cursor() as cursor:
        found = read_working_calendars(cursor, range(first, last + YEARS_AHEAD + 1))
    return found.get(project.calendar_id) or found[DEFAULT]
