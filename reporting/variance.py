"""Variance of every task against a baseline: dates and duration in working time, effort, cost. Rows only."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from projects.models import Baseline, BaselineTask, Project, TaskSchedule
from projects.schedule_variance import task_variance
from projects.working_time import WorkingCalendar

from .earned import day_length
from .frozen_plan import calendar_of

FROZEN = (
    "task_id", "wbs", "name", "is_summary", "start", "finish", "work", "fixed_cost", "work_cost",
    "task__schedule__wbs", "task__schedule__row_number", "task__name", "task__schedule__start",
    "task__schedule__finish", "task__work", "task__fixed_cost", "task__work_cost",
)  # fmt: skip
SINCE = (
    "task_id", "wbs", "row_number", "task__name", "is_summary", "start", "finish", "task__work", "task__fixed_cost",
    "task__work_cost",
)  # fmt: skip
NEW, GONE, BOTH = "new", "gone", ""


class Span(NamedTuple):
    """Start and finish, as `task_variance` takes them."""

    start: datetime | None
    finish: datetime | None


@dataclass(frozen=True, slots=True)
class TaskVariance:
    """One task. Days are working days of the project's calendar; `state` is new, gone, or empty for both."""

    task: int | None
    wbs: str
    name: str
    is_summary: bool
    state: str
    planned: Span
    current: Span
    start_days: float | None
    finish_days: float | None
    duration_days: float | None
    work_minutes: int | None
    planned_cost: Decimal | None
    cost: Decimal | None

    @property
    def cost_difference(self) -> Decimal | None:
        """Cost planned now less the cost of the baseline."""
        return None if self.cost is None or self.planned_cost is None else self.cost - self.planned_cost

    @property
    def moved(self) -> bool:
        """Whether anything differs."""
        differences = (self.start_days, self.finish_days, self.duration_days, self.work_minutes, self.cost_difference)
        return bool(self.state) or any(differences)


def variance_of(project: Project, baseline: Baseline) -> list[TaskVariance]:
    """Every task of the baseline or of the plan, in the order of the plan; gone ones last. Four statements."""
    frozen = list(BaselineTask.objects.filter(baseline=baseline).order_by("pk").values(*FROZEN))
    if not frozen:
        return []
    calendar = calendar_of(project, min(row["start"] for row in frozen).year, max(row["finish"] for row in frozen).year)
    known = {row["task_id"] for row in frozen if row["task_id"]}
    since = TaskSchedule.objects.filter(project=project).exclude(task__baseline_rows__baseline=baseline)
    placed = [(place_of(row, number), compared(row, calendar)) for number, row in enumerate(frozen)]
    placed += [((0, row["row_number"]), added(row)) for row in since.values(*SINCE) if row["task_id"] not in known]
    return [row for _place, row in sorted(placed, key=lambda pair: pair[0])]


def place_of(row: dict, number: int) -> tuple[int, int]:
    """By the row of the plan of today; what has left it keeps its order behind."""
    now = row["task__schedule__row_number"]
    return (1, number) if now is None else (0, now)


def compared(row: dict, calendar: WorkingCalendar) -> TaskVariance:
    """A frozen task beside what has become of it."""
    planned = Span(row["start"], row["finish"])
    current = Span(row["task__schedule__start"], row["task__schedule__finish"])
    days = day_length(calendar)
    found = {name: None if value is None else value / days
             for name, value in task_variance(planned, current, calendar).items()}  # fmt: skip
    gone = current.start is None
    work = None if gone or row["work"] is None or row["task__work"] is None else row["task__work"] - row["work"]
    is_summary = row["is_summary"]
    return TaskVariance(
        task=row["task_id"], wbs=row["task__schedule__wbs"] or row["wbs"], name=row["task__name"] or row["name"],
        is_summary=is_summary, state=GONE if gone else BOTH, planned=planned, current=current,
        start_days=found["start"], finish_days=found["finish"], duration_days=found["duration"], work_minutes=work,
        planned_cost=None if is_summary else row["fixed_cost"] + row["work_cost"],
        cost=None if gone or is_summary else row["task__fixed_cost"] + row["task__work_cost"],
    )  # fmt: skip


def added(row: dict) -> TaskVariance:
    """A task that the baseline does not know."""
    cost = None if row["is_summary"] else row["task__fixed_cost"] + row["task__work_cost"]
    return TaskVariance(
        row["task_id"], row["wbs"], row["task__name"], row["is_summary"], NEW, Span(None, None),
        Span(row["start"], row["finish"]), None, None, None, None, None, cost,
    )  # fmt: skip
