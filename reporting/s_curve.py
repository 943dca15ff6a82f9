"""The S-curve of a project: planned value over the whole plan, earned value and cost as kept, and where it leads."""

from dataclasses import dataclass
from datetime import date, timedelta

from projects.models import ProjectSnapshot, ProjectState

from .frozen_plan import FrozenPlan

MOST_POINTS = 60


@dataclass(frozen=True)
class Reading:
    """Earned value and cost as they were kept for a day; `ac` None while nothing was spent."""

    day: date
    ev: float
    ac: float | None


@dataclass(frozen=True)
class SCurve:
    """Planned value by day; readings up to the status date; the forecast as (day, cost), now and at the end."""

    planned: list[tuple[date, float]]
    readings: list[Reading]
    forecast: list[tuple[date, float]]


def s_curve(plan: FrozenPlan, state: ProjectState | None) -> SCurve:
    """The curve as of the state's day. Two statements with the plan already read."""
    readings = readings_of(state) if state else []
    forecast = forecast_of(state) if state else []
    last = max([plan.baseline.finish.date(), *(one.day for one in readings), *(day for day, _cost in forecast)])
    days = days_between(plan.origin.date(), min(last, plan.baseline.finish.date() + timedelta(days=1)))
    return SCurve(list(zip(days, plan.planned_values(days), strict=True)), readings, forecast)


def days_between(first: date, last: date) -> list[date]:
    """At most sixty days, evenly, with both ends and the day before the first."""
    step = max(1, -(-(last - first).days // MOST_POINTS))
    days = [first + timedelta(days=number) for number in range(0, (last - first).days + 1, step)]
    return [first - timedelta(days=1), *days, *([last] if days[-1] != last else [])]


def readings_of(state: ProjectState) -> list[Reading]:
    """What snapshots kept, at most sixty of them, and the state itself."""
    kept = ProjectSnapshot.objects.filter(
        project=state.project_id, as_of__lt=state.as_of, earned_value__isnull=False
    ).order_by("as_of")
    rows = list(kept.values_list("as_of", "earned_value", "actual_cost"))
    rows = rows[:: max(1, len(rows) // MOST_POINTS)]
    if state.earned_value is not None:
        rows.append((state.as_of, state.earned_value, state.actual_cost))
    return [Reading(day, float(ev), None if ac is None else float(ac)) for day, ev, ac in rows]


def forecast_of(state: ProjectState) -> list[tuple[date, float]]:
    """From what is spent to EAC on the expected finish; nothing where either is not known."""
    if state.actual_cost is None or state.estimate_at_completion is None or state.expected_finish is None:
        return []
    if state.expected_finish <= state.as_of:
        return []
    return [
        (state.as_of, float(state.actual_cost)),
        (state.expected_finish, float(state.estimate_at_completion)),
    ]
