"""The S-curve of a project: planned value over the whole plan, earned value and cost as kept, and where it leads."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DecimalField, Sum, Value

from projects.choices import CostKind
from projects.models import CostEntry, ProjectSnapshot, ProjectState

from .frozen_plan import FrozenPlan

MOST_POINTS = 60
LOOKED_UP = 30_000
"""Most tasks × days whose progress is looked up in history for days that no snapshot was kept of."""


@dataclass(frozen=True)
class Reading:
    """Earned value and cost of a day, as kept for it or `calculated` since; `ac` None while nothing was spent."""

    day: date
    ev: float
    ac: float | None
    calculated: bool = False


@dataclass(frozen=True)
class SCurve:
    """Planned value by day; readings up to the status date; the forecast as (day, cost), now and at the end."""

    planned: list[tuple[date, float]]
    readings: list[Reading]
    forecast: list[tuple[date, float]]


def s_curve(plan: FrozenPlan, state: ProjectState | None) -> SCurve:
    """The curve as of the state's day. Two statements with the plan already read, one more for what was not kept."""
    kept, spent = read_kept(state) if state else ([], [])
    readings = readings_of(state, kept) if state else []
    readings = [*calculated_readings(plan, readings[0].day, spent), *readings] if readings else []
    forecast = forecast_of(state) if state else []
    last = max([plan.baseline.finish.date(), *(one.day for one in readings), *(day for day, _cost in forecast)])
    days = days_between(plan.origin.date(), min(last, plan.baseline.finish.date() + timedelta(days=1)))
    return SCurve(list(zip(days, plan.planned_values(days), strict=True)), readings, forecast)


def read_kept(state: ProjectState) -> tuple[list[tuple], list[tuple]]:
    """What snapshots kept as (day, EV, AC), and the actual and accrued costs as (month, amount)."""
    kept = ProjectSnapshot.objects.filter(
        project=state.project_id, as_of__lt=state.as_of, earned_value__isnull=False
    ).annotate(is_kept=Value(True))
    entries = CostEntry.objects.filter(project=state.project_id, kind__in=(CostKind.ACTUAL, CostKind.ACCRUED))
    nothing = Value(None, output_field=DecimalField())
    spent = entries.order_by().values("month").annotate(nothing=nothing, spent=Sum("amount"), is_kept=Value(False))
    rows = kept.order_by().values_list("as_of", "earned_value", "actual_cost", "is_kept").union(
        spent.values_list("month", "nothing", "spent", "is_kept"), all=True
    )  # fmt: skip
    found = sorted(rows, key=lambda row: row[0])
    return [row[:3] for row in found if row[3]], [(row[0], row[2]) for row in found if not row[3]]


def days_between(first: date, last: date) -> list[date]:
    """At most sixty days, evenly, with both ends and the day before the first."""
    step = max(1, -(-(last - first).days // MOST_POINTS))
    days = [first + timedelta(days=number) for number in range(0, (last - first).days + 1, step)]
    return [first - timedelta(days=1), *days, *([last] if days[-1] != last else [])]


def readings_of(state: ProjectState, kept: list[tuple]) -> list[Reading]:
    """What snapshots kept, at most sixty of them, and the state itself."""
    rows = kept[:: max(1, len(kept) // MOST_POINTS)]
    if state.earned_value is not None:
        rows.append((state.as_of, state.earned_value, state.actual_cost))
    return [Reading(day, float(ev), None if ac is None else float(ac)) for day, ev, ac in rows]


def calculated_readings(plan: FrozenPlan, before: date, spent: list[tuple]) -> list[Reading]:
    """From the start of the baseline to the first reading that was kept: earned value from the history of the tasks."""
    first, most = plan.origin.date(), min(MOST_POINTS // 2, LOOKED_UP // len(plan.rows))
    step = max(7, -(-(before - first).days // max(most, 1)))
    days = [before - timedelta(days=step * number) for number in range(most, 0, -1)]
    days = [day for day in days if day >= first]
    if not days:
        return []
    values = zip(days, plan.earned_values(days), strict=True)
    return [Reading(day, ev, spent_by(day, spent), calculated=True) for day, ev in values]


def spent_by(day: date, spent: list[tuple]) -> float | None:
    """Costs up to the month of a day; None while there is no entry."""
    known = [amount for month, amount in spent if month <= day]
    return float(sum(known)) if known else None


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
