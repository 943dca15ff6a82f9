"""A plan as whoever opens it finds it: the project, its state as of now, rights, and a mark of all that is shown."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Value

from pmo.access import as_flag, condition
from pmo.models import Mark
from portfolio.models import TradingPeriod

from ...models import Baseline, ChecklistItem, Milestone, PlanState, Project, Task, TaskLink
from .scheduling import is_behind, recalculate

RIGHTS = {"may_change": ("change", "plan"), "sees_money": ("view", "money"), "changes_money": ("change", "money"),
          "sees_staffing": ("view", "staffing")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """What stands around the rows. `mark` differs as soon as anything shown does; `go_lives` are tasks in a freeze."""

    project: Project
    state: PlanState
    baseline: tuple[int, str, date] | None
    go_lives: list[int]
    may_change: bool
    sees_money: bool
    changes_money: bool
    sees_staffing: bool
    mark: str


def opened_plan(actor, pk: int, *, now: datetime) -> OpenedPlan | None:
    """The plan, calculated anew if something that it rests on was written since; one query if not.

    None for whoever may not see it.
    """
    rows = _readable(actor).filter(pk=pk)
    project = rows.first()
    if project is None:
        return None
    if project.is_behind:
        recalculate(project, now=now)
        project = rows.get()
    state = project.plan_state
    figures = (project.updated_at, *(getattr(project, name) for name in FIGURES))
    frozen = (project.baseline_id, project.baseline_name, project.baseline_taken_on) if project.baseline_id else None
    rights = {name: getattr(project, name) for name in RIGHTS}
    mark = ".".join(str(value) for value in (state.number, *figures))
    return OpenedPlan(project, state, frozen, sorted(project.go_lives), **rights, mark=mark)


def fresh_state(project: Project, *, now: datetime) -> PlanState:
    """The state of the plan, calculated anew if something that it rests on was written since."""
    state = PlanState.objects.filter(project=project).first()
    return recalculate(project, now=now).state if state is None or is_behind(project, state) else state


def _readable(actor):
    """The projects whose plans the reader may see, with all that `OpenedPlan` tells."""
    rights = {name: as_flag(condition(actor, action, Project.access, kind)) for name, (action, kind) in RIGHTS.items()}
    current = Baseline.objects.filter(project=OuterRef("pk")).current()
    marked = Mark.objects.filter(project_id=OuterRef("pk"), of_plan=True)
    return (
        Project.objects.allowed(actor, "view", "plan")
        .select_related("plan_state")
        .annotate(
            **FIGURES,
            **rights,
            is_behind=Q(plan_state__computed_at__isnull=True) | Exists(marked),
            baseline_id=Subquery(current.values("pk")[:1]),
            baseline_name=Subquery(current.values("name")[:1]),
            baseline_taken_on=Subquery(current.values("taken_on")[:1]),
            go_lives=ArraySubquery(go_lives_in_freezes(OuterRef("pk")).values("task")),
        )
    )


def go_lives_in_freezes(project):
    """Milestones of the project whose task dates a go-live on days on which releases are frozen."""
    return Milestone.objects.filter(project=project, task__is_scheduled=True).with_freezes().filter(in_freeze=True)


def _read(model, rows: Q, value) -> Subquery:
    """One figure over these rows; grouped by a constant, as a subquery has to be grouped by something."""
    found = model.objects.filter(rows).order_by().annotate(all=Value(1)).values("all")
    return Subquery(found.annotate(figure=value).values("figure"))


def _figures() -> dict[str, Subquery]:
    """When what a plan shows was last written, and how much of it there is."""
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
    return {f"figure_{number}": figure for number, figure in enumerate(figures)}


FIGURES = _figures()
