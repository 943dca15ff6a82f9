"""What waits for somebody, decisions, escalations and approvals first: one query over rows they may see.

What others owe them is `reporting/chasing.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, DateField, F, Q, QuerySet, TextField, Value, Window
from django.db.models.functions import Cast, Coalesce, Concat, RowNumber, Trim
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import display
from pmo.access import as_flag, condition
from pmo.choices import FourEyes
from pmo.pages import pages_of, url_of
from projects.choices import BaselineState, ProjectStatus
from projects.filters import running
from projects.models import Action, Baseline, Decision, Milestone, Project, Task
from projects.services import approvable, needs_second_person
from resources.choices import AllocationState
from resources.models import Allocation
from resources.outlines import OUTLINE
from risks.models import Issue, Risk

SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One thing to do; `project` is what its project is called, "" where the reader may not know."""

    label: str
    url: str
    project: str = ""
    due: date | None = None
    late: bool = False
    badge: str = ""


@dataclass
class Group:
    """Things of one kind, the first of them as lines; `url` lists them all, `count` counts them all."""

    title: str
    icon: str
    url: str
    lines: list[Line] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> bool:
        return self.count > len(self.lines)


@dataclass(frozen=True)
class Asked:
    """Rows of one kind that wait for somebody, in their order, with what they are called and when they are due."""

    title: str
    icon: str
    url: str
    rows: QuerySet
    order: tuple
    due: object = None
    label: object = field(default_factory=lambda: F("name"))
    knows_project: object = None


def waiting_for(user, today: date, *others: Asked) -> tuple[list[Group], list[Group]]:
    """Everything that waits for the user, and the groups of what else is asked for, without empty groups."""
    kinds = (decisions, escalations, orders, baselines, allocations, actions, tasks, risk_reviews)
    found = read(user, [*(kind(user, today) for kind in kinds), *others], today)
    own = [*found[:5], reports(user, today), *found[5 : len(kinds)]]
    return [group for group in own if group.lines], [group for group in found[len(kinds) :] if group.lines]


def read(user, kinds: list[Asked], today: date) -> list[Group]:
    """The groups of several kinds, empty ones too, in one query.

    What somebody must answer may belong to a project that they may not see: then its name is left out.
    """
    first, *others = (_lines(user, number, kind) for number, kind in enumerate(kinds))
    found: dict[int, list] = {number: [] for number in range(len(kinds))}
    for number, _place, *line in sorted(first.union(*others, all=True) if others else first):
        found[number].append(line)
    return [_group(kind, found[number], today) for number, kind in enumerate(kinds)]


def _lines(user, number: int, kind: Asked) -> QuerySet:
    """(kind, place, key, label, project, whether it is seen, due, how many there are) of the first rows of a kind."""
    seen = kind.knows_project or as_flag(condition(user, "view", Project.access, prefix="project"))
    due = F(kind.due) if isinstance(kind.due, str) else Cast(kind.due or Value(None), DateField())
    rows = kind.rows.annotate(
        in_kind=Value(number), in_place=Window(RowNumber(), order_by=kind.order), shown_project=seen, shown_due=due,
        shown_label=Cast(kind.label, TextField()), in_all=Window(Count("pk")),
    )  # fmt: skip
    columns = ("in_kind", "in_place", "pk", "shown_label", "project__name", "shown_project", "shown_due", "in_all")
    return rows.order_by(*kind.order).values_list(*columns)[:SHOWN]


def _group(kind: Asked, found: list, today: date) -> Group:
    pages = pages_of(kind.rows.model)
    lines = [
        Line(label, pages.url("detail", pk), project if seen and project else "", due, bool(due and due < today))
        for pk, label, project, seen, due, _count in found
    ]
    return Group(kind.title, kind.icon, kind.url, lines, found[0][-1] if found else 0)


def first_of(rows: QuerySet, line: Callable) -> tuple[list[Line], int]:
    """Lines for the first rows, and how many there are in all, in one query."""
    found = list(rows.annotate(in_all=Window(Count("pk")))[:SHOWN])
    return [line(row) for row in found], found[0].in_all if found else 0


def decisions(user, today: date) -> Asked:
    rows = Decision.objects.allowed(user).waiting().filter(decider__user=user)
    url = reverse("projects:decision-list") + "?state=asked&mine=true"
    return Asked(_("Decisions asked of me"), "gavel", url, rows, (F("due_on").asc(nulls_last=True), "pk"), "due_on")


def escalations(user, today: date) -> Asked:
    rows = Issue.objects.allowed(user).to_answer(user)
    title, url = _("Escalations that wait for my answer"), reverse("risks:issue-list") + "?to_answer=true"
    return Asked(title, "arrow-up-circle", url, rows, ("answer_due_on", "pk"), "answer_due_on")


def orders(user, today: date) -> Asked:
    """Orders, and with them the quotes chosen in calls for tender, that the user's limits reach."""
    label = Trim(Concat("number", Value(" "), "label"))
    url = reverse("projects:purchaseorder-list") + "?state=waiting"
    rows = approvable(user, on=today)
    return Asked(_("Orders for my approval"), "shopping-cart", url, rows, ("ordered_on", "pk"), label=label)


def baselines(user, today: date) -> Asked:
    """Baselines proposed in running projects; with four eyes for everything, those of others only."""
    rows = Baseline.objects.allowed(user, "approve").filter(
        state=BaselineState.PROPOSED, project__status=ProjectStatus.ACTIVE
    )
    if needs_second_person(FourEyes.ALL):
        rows = rows.exclude(taken_by=user)
    url = reverse("projects:baseline-list") + "?state=proposed"
    return Asked(_("Baselines for my approval"), "bookmark", url, rows, ("taken_on", "pk"))


def reports(user, today: date) -> Group:
    mine = Project.objects.reporting().allowed(user, "publish", "status").filter(manager__user=user)
    rows = mine.filter(Q(last_report__isnull=True) | Q(report_due__lte=today + timedelta(days=2)))
    rows = rows.select_related("state").order_by(F("report_due").asc(nulls_first=True), "sort_key")

    def line(row):
        state = getattr(row, "state", None)
        url = reverse("projects:project-report", args=[row.pk]) + "?next=" + reverse("my-work")
        late = row.report_due is None or row.report_due < today
        return Line(row.name, url, "", row.report_due, late, display.health(state.health) if state else "")

    url = reverse("projects:project-list") + "?report_late=true&mine=true"
    return Group(_("Status reports due"), "report", url, *first_of(rows, line))


def actions(user, today: date) -> Asked:
    rows = Action.objects.allowed(user).open().filter(owner__user=user)
    order = (F("due_on").asc(nulls_last=True), "priority", "pk")
    url = reverse("projects:action-list") + "?mine=true&state=open&state=in_progress"
    return Asked(_("My actions"), "checkbox", url, rows, order, "due_on")


def tasks(user, today: date) -> Asked:
    """Work under way or still to start of running projects, first what ends first."""
    rows = Task.objects.allowed(user).done_by(user).open().filter(running("project__"))
    url = reverse("projects:task-list") + "?mine=true&open=true&running=true&ordering=finish"
    order = (F("schedule__finish").asc(nulls_last=True), "pk")
    return Asked(_("My tasks"), "list-check", url, rows, order, F("schedule__finish"))


def allocations(user, today: date) -> Asked:
    """People whom projects ask for, by those who answer for the people."""
    rows = Allocation.objects.allowed(user, "approve").filter(state=AllocationState.REQUESTED)
    url = reverse("resources:allocation-list") + "?state=requested"
    sees = condition(user, "view", Project.access, prefix="project")
    knows = as_flag(sees | condition(user, "view", OUTLINE) & Q(project__confidential=False))
    title, who = _("Allocations to confirm"), Coalesce("person__name", "role__name")
    return Asked(title, "user-question", url, rows, ("first_day", "pk"), "first_day", who, knows)


def risk_reviews(user, today: date) -> Asked:
    by = today + timedelta(days=7)
    rows = Risk.objects.allowed(user).open().filter(owner__user=user, review_on__lte=by)
    url = f"{reverse('risks:risk-list')}?mine=true&state=open&review_on_before={by}"
    return Asked(_("Risks to review"), "alert-triangle", url, rows, ("review_on", "pk"), "review_on")


def milestones(user, today: date) -> Group:
    mine = Q(owner__user=user) | Q(project__manager__user=user)
    rows = Milestone.objects.allowed(user).late(today).filter(mine, running("project__"))
    rows = rows.select_related("project").order_by("forecast_date", "pk")

    def line(row):
        return Line(row.name, url_of(row), str(row.project), row.forecast_date or row.reference_date, late=True)

    url = reverse("projects:milestone-list") + "?mine=true&late=true&running=true"
    return Group(_("Late milestones"), "flag", url, *first_of(rows, line))
