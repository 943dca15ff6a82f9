"""A plan as its page and the API get it: compact rows, links, and what stands around them. Words in the reader's
language; a fixed number of queries, whatever the number of tasks."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, FilteredRelation, FloatField, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from accounts.models import Calendar
from pmo import display
from pmo.access import may
from portfolio.models import TradingPeriod
from projects.plan_words import problem_text, reason_text, tasks_named
from projects.working_time import WorkingCalendar

from ...models import Baseline, PlanState, Project, Task, TaskLink
from .editing import PlanAnswer
from .opened import OpenedPlan, go_lives_in_freezes
from .reading import plan_calendars
from .typed import Units

CALENDAR_NAME = Subquery(Calendar.objects.filter(pk=OuterRef("works_by")).values("name"))
COLUMNS: dict[str, Any] = {
    "id": "pk", "version": "version", "parent": "parent_id", "row": "schedule__row_number",
    "level": "schedule__level", "wbs": "schedule__wbs", "summary": "schedule__is_summary",
    "milestone": "is_milestone", "name": "name", "duration": "duration", "start": "schedule__start",
    "finish": "schedule__finish", "late_finish": "schedule__late_finish", "span": "schedule__duration",
    "float": "schedule__total_float", "free_float": "schedule__free_float", "critical": "schedule__is_critical",
    "percent": Cast("schedule__percent_complete", FloatField()), "progress_by": "progress_by",
    "responsible": "responsible_id", "person": "responsible__name", "constraint": "constraint",
    "constraint_date": "constraint_date", "deadline": "deadline", "manual": "is_manual", "actual_start": "actual_start",
    "actual_finish": "actual_finish", "calendar": "calendar_id", "calendar_name": CALENDAR_NAME,
    "fixed_cost": "fixed_cost", "cost": F("fixed_cost") + F("work_cost"), "base_start": "frozen__start",
    "base_finish": "frozen__finish", "own": "responsible__user_id", "why": "schedule__reason",
}  # fmt: skip
NAMES = tuple(COLUMNS)
NAME, COST, FIXED = (NAMES.index(name) for name in ("name", "cost", "fixed_cost"))
MANY = 500
LINK_COLUMNS = {
    "id": "pk", "version": "version", "predecessor": "predecessor_id", "successor": "successor_id", "kind": "kind",
    "lag": "lag", "elapsed": "is_elapsed",
}  # fmt: skip
MARGIN = timedelta(days=400)
"""Days off are told so far beyond both ends of the plan, so that a bar may be dragged there."""


def plan_document(actor, opened: OpenedPlan, *, today: date) -> dict[str, Any]:
    """Everything that the page of a plan shows."""
    project, state = opened.project, opened.state
    calendar = plan_calendars(project)[1]
    units = Units.of(calendar)
    first, last = _range(state, today)
    rows = task_rows(actor, project, sees_money=opened.sees_money)
    names = {row[0]: row[NAME] for row in rows}
    return {
        "project": project.pk,
        "names": NAMES,
        "rows": rows,
        "link_names": tuple(LINK_COLUMNS),
        "links": link_rows(project),
        "state": state_document(project, state, opened.go_lives, names),
        "baseline": {"name": opened.baseline[1], "taken_on": opened.baseline[2]} if opened.baseline else None,
        "units": {"day": units.day, "week": units.week},
        "closed": days_off(calendar, first, last),
        "week": [number for number, spans in enumerate(calendar.week) if not spans],
        "trading": trading_periods(actor, first, last),
        "rights": {"change": opened.may_change, "money": opened.sees_money, "costs": opened.changes_money},
        "cost": f"{sum(row[COST] for row in rows):f}" if opened.sees_money else None,
        "currency": project.currency,
        "today": today,
    }


def task_rows(actor, project: Project, keys: Collection[int] | None = None, *, sees_money: bool) -> list[list]:
    """Rows in reading order, as values in the order of `NAMES`; amounts are None for whoever may not see them."""
    tasks = Task.objects.filter(project=project, is_scheduled=True, schedule__isnull=False).with_calendar()
    current = Subquery(Baseline.objects.filter(project=project).current().values("pk")[:1])
    tasks = tasks.annotate(frozen=FilteredRelation("baseline_rows", condition=Q(baseline_rows__baseline=current)))
    found = _chosen(tasks.order_by("schedule__row_number").values_list(*COLUMNS.values()), keys)
    names = _names(project, [row[-1] for row in found], (), known={row[0]: row[NAME] for row in found})
    hidden = () if sees_money else (COST, FIXED)
    return [_shown(row, actor, names, hidden) for row in found]


def _shown(row: tuple, actor, names: Mapping[int, str], hidden: tuple[int, ...]) -> list:
    shown = [*row[:-2], row[-2] == actor.pk, reason_text(row[-1], names)]
    for place in hidden:
        shown[place] = None
    return shown


def _chosen(rows, keys: Collection[int] | None) -> list[tuple]:
    """The rows of these tasks, or all. Long lists of ids take Django longer to write than PostgreSQL to read all."""
    if keys is None or len(keys) > MANY:
        return [row for row in rows if keys is None or row[0] in keys]
    return list(rows.filter(pk__in=list(keys)))


def _plain(value: datetime) -> str:
    return value.isoformat(timespec="minutes")


def _names(project: Project, reasons, problems, known: Mapping[int, str]) -> Mapping[int, str]:
    """The names of the tasks that reasons and problems speak of."""
    missing = tasks_named(reasons, problems) - set(known)
    if missing:
        return {**known, **dict(Task.objects.filter(project=project, pk__in=missing).values_list("pk", "name"))}
    return known


def link_rows(project: Project, keys: Iterable[int] | None = None) -> list[list]:
    """Links between tasks of the plan, as values in the order of `LINK_COLUMNS`."""
    rows = TaskLink.objects.filter(project=project, predecessor__is_scheduled=True, successor__is_scheduled=True)
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    return [list(row) for row in rows.order_by("pk").values_list(*LINK_COLUMNS.values())]


def state_document(
    project: Project, state: PlanState, go_lives: Iterable[int] | None = None, known: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """The plan as a whole, its problems in words. What is known of go-lives in freezes and names is not read again."""
    if go_lives is None:
        go_lives = go_lives_in_freezes(project).values_list("task", flat=True)
    problems = [*state.problems, *({"code": "go_live_in_freeze", "tasks": [key]} for key in go_lives)]
    names = _names(project, (), problems, known or {})
    return {
        "number": state.number,
        "start": state.start and _plain(state.start),
        "finish": state.finish and _plain(state.finish),
        "tasks": state.task_count,
        "critical": state.critical_count,
        "problems": [
            {"code": one["code"], "tasks": one.get("tasks", []), "text": problem_text(one, names)} for one in problems
        ],
    }


def _range(state: PlanState, today: date) -> tuple[date, date]:
    ends = [today, *(moment.date() for moment in (state.start, state.finish) if moment)]
    first, last = date.min + MARGIN, date.max - MARGIN
    return max(min(ends), first) - MARGIN, min(max(ends), last) + MARGIN


def days_off(calendar: WorkingCalendar, first: date, last: date) -> list[list[date]]:
    """Days without work beyond those of every week, as [first, last] of each run."""
    runs: list[list[date]] = []
    for day, spans in calendar.exceptions.items():
        if spans or not first <= day <= last or not calendar.week[day.weekday()]:
            continue
        if runs and runs[-1][1] == day - timedelta(days=1):
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return runs


def trading_periods(actor, first: date, last: date) -> list[dict[str, Any]]:
    """Sales and freezes that touch these days; none for who may not see the trading calendar."""
    found = TradingPeriod.objects.allowed(actor).overlapping(first, last).order_by("first_day", "pk")
    return [
        {
            "name": period.name, "first": period.first_day, "last": period.last_day, "freeze": period.is_freeze,
            "kind": period.get_kind_display(), "where": " ".join(filter(None, (period.country, period.brand))),
        }
        for period in found
    ]  # fmt: skip


def answer_document(actor, project: Project, answer: PlanAnswer) -> dict[str, Any]:
    """What an edit moved, for the page and the API."""
    sees_money = may(actor, "view", project, "money")
    return {
        "names": NAMES,
        "rows": task_rows(actor, project, {*answer.changed}, sees_money=sees_money),
        "removed": answer.removed,
        "link_names": tuple(LINK_COLUMNS),
        "links": link_rows(project, answer.links),
        "links_removed": answer.links_removed,
        "state": state_document(project, answer.state),
        "inverse": answer.inverse,
        "created": answer.created,
        "effect": effect_document(project, answer, sees_money),
    }


def effect_document(project: Project, answer: PlanAnswer, sees_money: bool) -> dict[str, Any]:
    """Finish, critical tasks and cost before and after."""

    def of(outlook):
        found = {
            "finish": outlook.finish and _plain(outlook.finish),
            "finish_text": display.moment(outlook.finish),
            "critical": outlook.critical_count,
        }
        if sees_money:
            cost = display.money(outlook.cost, project.currency, 0)
            found |= {"cost": f"{outlook.cost:f}", "cost_text": cost}
        return found

    return {"before": of(answer.before), "after": of(answer.after)}
