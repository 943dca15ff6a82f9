"""A plan as its page and the API get it: compact rows, links, and what stands around them. Words in the reader's
language; a fixed number of queries, whatever the number of tasks."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, FloatField, Max, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Cast

from pmo import display
from pmo.access import may
from portfolio.models import TradingPeriod
from projects.plan_words import problem_text, reason_text, tasks_named
from projects.working_time import WorkingCalendar

from ...models import Baseline, BaselineTask, ChecklistItem, Milestone, PlanState, Project, Task, TaskLink
from .editing import PlanAnswer
from .reading import plan_calendars
from .scheduling import is_behind, recalculate
from .typed import Units

COLUMNS = {
    "id": "pk", "version": "version", "parent": "parent_id", "row": "schedule__row_number",
    "level": "schedule__level", "wbs": "schedule__wbs", "summary": "schedule__is_summary",
    "milestone": "is_milestone", "name": "name", "duration": "duration", "start": "schedule__start",
    "finish": "schedule__finish", "late_finish": "schedule__late_finish", "span": "schedule__duration",
    "float": "schedule__total_float", "free_float": "schedule__free_float", "critical": "schedule__is_critical",
    "percent": Cast("schedule__percent_complete", FloatField()), "progress_by": "progress_by",
    "responsible": "responsible_id", "person": "responsible__name", "constraint": "constraint",
    "constraint_date": "constraint_date", "deadline": "deadline", "manual": "is_manual", "actual_start": "actual_start",
    "actual_finish": "actual_finish", "own": "responsible__user_id", "why": "schedule__reason",
}  # fmt: skip
NAMES = (*COLUMNS, "base_start", "base_finish")
NAME = NAMES.index("name")
MANY = 500
LINK_COLUMNS = {
    "id": "pk", "version": "version", "predecessor": "predecessor_id", "successor": "successor_id", "kind": "kind",
    "lag": "lag", "elapsed": "is_elapsed",
}  # fmt: skip
MARGIN = timedelta(days=400)
"""Days off are told so far beyond both ends of the plan, so that a bar may be dragged there."""


def fresh_state(project: Project, *, now: datetime) -> PlanState:
    """The state of the plan, calculated anew if something that it rests on was written since."""
    state = PlanState.objects.filter(project=project).first()
    return recalculate(project, now=now).state if state is None or is_behind(project, state) else state


def fresh_plan(project: Project, *, now: datetime) -> tuple[PlanState, str]:
    """The state of the plan as of now, and a mark that differs as soon as anything shown does."""
    state = fresh_state(project, now=now)
    return state, ".".join(str(value) for value in (state.number, *_written(project)))


def _written(project: Project) -> tuple:
    """When what a plan shows was last written, and how much of it there is (one query)."""
    own = Q(project=OuterRef("pk"))
    current = own & Q(is_current=True)
    figures = (
        _read(Task, own, Max("updated_at")), _read(Task, own & Q(is_scheduled=True), Count("pk")),
        _read(Task, own, Max("responsible__updated_at")), _read(ChecklistItem, own, Max("updated_at")),
        _read(TaskLink, own, Max("updated_at")), _read(TaskLink, own, Count("pk")),
        _read(Milestone, own, Max("updated_at")), _read(Baseline, current, Max("pk")),
        _read(Baseline, current, Max("updated_at")), _read(TradingPeriod, Q(), Max("updated_at")),
        _read(TradingPeriod, Q(), Count("pk")),
    )  # fmt: skip
    named = {f"figure_{number}": figure for number, figure in enumerate(figures)}
    return Project.objects.filter(pk=project.pk).annotate(**named).values_list("updated_at", *named).get()


def _read(model, rows: Q, value) -> Subquery:
    """One figure over these rows; grouped by a constant, as a subquery has to be grouped by something."""
    found = model.objects.filter(rows).order_by().annotate(all=Value(1)).values("all")
    return Subquery(found.annotate(figure=value).values("figure"))


def plan_document(actor, project: Project, state: PlanState, *, today: date) -> dict[str, Any]:
    """Everything that the page of a plan shows."""
    calendar = plan_calendars(project)[1]
    units = Units.of(calendar)
    first, last = _range(state, today)
    sees_money = may(actor, "view", project, "money")
    baseline = Baseline.objects.filter(project=project).current().first()
    return {
        "project": project.pk,
        "names": NAMES,
        "rows": task_rows(actor, project, baseline),
        "link_names": tuple(LINK_COLUMNS),
        "links": link_rows(project),
        "state": state_document(project, state),
        "baseline": {"name": baseline.name, "taken_on": baseline.taken_on} if baseline else None,
        "units": {"day": units.day, "week": units.week},
        "closed": days_off(calendar, first, last),
        "week": [number for number, spans in enumerate(calendar.week) if not spans],
        "trading": trading_periods(actor, first, last),
        "rights": rights_document(actor, project, sees_money),
        "cost": _cost(project) if sees_money else None,
        "currency": project.currency,
        "today": today,
    }


def rights_document(actor, project: Project, sees_money: bool) -> dict[str, bool]:
    """What the reader may do with the plan."""
    return {
        "change": may(actor, "change", project, "plan"),
        "money": sees_money,
    }


def task_rows(actor, project: Project, baseline: Baseline | None, keys: Collection[int] | None = None) -> list[list]:
    """Rows in reading order, as values in the order of `NAMES`."""
    tasks = Task.objects.filter(project=project, is_scheduled=True, schedule__isnull=False)
    found = _chosen(tasks.order_by("schedule__row_number").values_list(*COLUMNS.values()), keys)
    names = _names(project, [row[-1] for row in found], (), known={row[0]: row[NAME] for row in found})
    frozen = _baseline_dates(baseline, keys)
    return [
        [*row[:-2], row[-2] == actor.pk, reason_text(row[-1], names), *frozen.get(row[0], (None, None))]
        for row in found
    ]


def _chosen(rows, keys: Collection[int] | None) -> list[tuple]:
    """The rows of these tasks, or all. Long lists of ids take Django longer to write than PostgreSQL to read all."""
    if keys is None or len(keys) > MANY:
        return [row for row in rows if keys is None or row[0] in keys]
    return list(rows.filter(pk__in=list(keys)))


def _plain(value: datetime) -> str:
    return value.isoformat(timespec="minutes")


def _names(project: Project, reasons, problems, known: dict[int, str]) -> dict[int, str]:
    """The names of the tasks that reasons and problems speak of."""
    missing = tasks_named(reasons, problems) - set(known)
    if missing:
        known = known | dict(Task.objects.filter(project=project, pk__in=missing).values_list("pk", "name"))
    return known


def _baseline_dates(baseline: Baseline | None, keys) -> dict[int, tuple]:
    if baseline is None:
        return {}
    rows = BaselineTask.objects.filter(baseline=baseline, task__isnull=False)
    if keys is not None and len(keys) <= MANY:
        rows = rows.filter(task__in=list(keys))
    return {key: (start, finish) for key, start, finish in rows.values_list("task", "start", "finish")}


def link_rows(project: Project, keys: Iterable[int] | None = None) -> list[list]:
    """Links between tasks of the plan, as values in the order of `LINK_COLUMNS`."""
    rows = TaskLink.objects.filter(project=project, predecessor__is_scheduled=True, successor__is_scheduled=True)
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    return [list(row) for row in rows.order_by("pk").values_list(*LINK_COLUMNS.values())]


def state_document(project: Project, state: PlanState) -> dict[str, Any]:
    """The plan as a whole, its problems in words."""
    problems = [*state.problems, *_go_lives_in_freezes(project)]
    names = _names(project, (), problems, {})
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


def _go_lives_in_freezes(project: Project) -> list[dict[str, Any]]:
    """Tasks that date a go-live on days on which releases are frozen, as problems of the plan."""
    found = Milestone.objects.filter(project=project, task__is_scheduled=True).with_freezes().filter(in_freeze=True)
    return [{"code": "go_live_in_freeze", "tasks": [key]} for key in found.values_list("task", flat=True)]


def _range(state: PlanState, today: date) -> tuple[date, date]:
    ends = [today, *(moment.date() for moment in (state.start, state.finish) if moment)]
    return min(ends) - MARGIN, max(ends) + MARGIN


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


def _cost(project: Project) -> str:
    found = Task.objects.filter(project=project, is_scheduled=True).aggregate(
        cost=Sum(F("fixed_cost") + F("work_cost"), default=0)
    )
    return f"{found['cost']:f}"


def answer_document(actor, project: Project, answer: PlanAnswer) -> dict[str, Any]:
    """What an edit moved, for the page and the API."""
    sees_money = may(actor, "view", project, "money")
    return {
        "names": NAMES,
        "rows": task_rows(
            actor, project, Baseline.objects.filter(project=project).current().first(), {*answer.changed}
        ),
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
