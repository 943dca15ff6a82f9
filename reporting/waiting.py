"""What waits for somebody, decisions, escalations and approvals first: one query over rows they may see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import DateField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, Window
from django.db.models.functions import Cast, Concat, RowNumber, Trim
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import display
from pmo.access import as_flag, condition
from pmo.choices import FourEyes
from pmo.pages import pages_of, url_of
from projects.choices import BaselineState, ProjectStatus, ReportState
from projects.models import Action, Baseline, Decision, Milestone, Project, StatusReport
from projects.services import approvable, needs_second_person
from risks.choices import IssueState, RiskState
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
    """Things of one kind; `url` lists them all, `count` counts them all."""

    title: str
    icon: str
    url: str
    lines: list[Line] = field(default_factory=list)
    count: int = 0
    more: bool = False


@dataclass(frozen=True)
class Asked:
    """Rows of one kind that wait for somebody, in their order, with what they are called and when they are due."""

    title: str
    icon: str
    url: str
    rows: QuerySet
    order: tuple
    due: str = ""
    label: object = field(default_factory=lambda: F("name"))


def waiting_for(user, today: date) -> list[Group]:
    """Everything that waits for the user, without empty groups."""
    kinds = (decisions, escalations, orders, baselines, actions, risk_reviews)
    asked = read(user, [kind(user, today) for kind in kinds], today)
    groups = [*asked[:4], reports(user, today), *asked[4:]]
    return [group for group in groups if group.lines]


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
    """(kind, place, key, label, project, whether it is seen, due) of the first rows of a kind."""
    seen = as_flag(condition(user, "view", Project.access, prefix="project"))
    due = F(kind.due) if kind.due else Cast(Value(None), DateField())
    rows = kind.rows.annotate(
        in_kind=Value(number), in_place=Window(RowNumber(), order_by=kind.order), shown_project=seen, shown_due=due,
        shown_label=Cast(kind.label, TextField()),
    )  # fmt: skip
    columns = ("in_kind", "in_place", "pk", "shown_label", "project__name", "shown_project", "shown_due")
    return rows.order_by(*kind.order).values_list(*columns)[: SHOWN + 1]


def _group(kind: Asked, found: list, today: date) -> Group:
    pages = pages_of(kind.rows.model)
    lines = [
        Line(label, pages.url("detail", pk), project if seen and project else "", due, bool(due and due < today))
        for pk, label, project, seen, due in found[:SHOWN]
    ]
    return Group(kind.title, kind.icon, kind.url, lines, len(lines), len(found) > SHOWN)


def _first(rows: Iterable, line) -> tuple[list[Line], bool]:
    found = list(rows[: SHOWN + 1])
    return [line(row) for row in found[:SHOWN]], len(found) > SHOWN


def decisions(user, today: date) -> Asked:
    rows = Decision.objects.allowed(user).waiting().filter(decider__user=user)
    url = reverse("projects:decision-list") + "?state=asked"
    return Asked(_("Decisions asked of me"), "gavel", url, rows, (F("due_on").asc(nulls_last=True), "pk"), "due_on")


def escalations(user, today: date) -> Asked:
    mine = Q(escalated_to__user=user) | Q(committee__chair__user=user)
    rows = Issue.objects.allowed(user).filter(mine, state=IssueState.ESCALATED)
    title, url = _("Escalations that wait for my answer"), reverse("risks:issue-list") + "?state=escalated"
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


def reports_due(today: date):
    """Running projects with the day their next status report is due, as `report_due`."""
    last = StatusReport.objects.filter(project=OuterRef("pk"), state=ReportState.PUBLISHED).order_by("-as_of")
    projects = Project.objects.real().filter(status=ProjectStatus.ACTIVE, report_every_days__gt=0)
    days = ExpressionWrapper(F("last_report") + F("report_every_days"), output_field=DateField())
    return projects.annotate(last_report=Subquery(last.values("as_of")[:1]), report_due=days)


def reports(user, today: date) -> Group:
    mine = reports_due(today).allowed(user, "publish", "status").filter(manager__user=user)
    rows = mine.filter(Q(last_report__isnull=True) | Q(report_due__lte=today + timedelta(days=2)))
    rows = rows.select_related("state").order_by(F("report_due").asc(nulls_first=True), "sort_key")

    def line(row):
        state = getattr(row, "state", None)
        url = reverse("projects:project-report", args=[row.pk]) + "?next=" + reverse("my-work")
        late = row.report_due is None or row.report_due < today
        return Line(row.name, url, "", row.report_due, late, display.health(state.health) if state else "")

    lines, more = _first(rows, line)
    url = reverse("projects:project-list") + "?status=active"
    return Group(_("Status reports due"), "report", url, lines, len(lines), more)


def actions(user, today: date) -> Asked:
    rows = Action.objects.allowed(user).open().filter(owner__user=user)
    order = (F("due_on").asc(nulls_last=True), "priority", "pk")
    return Asked(_("My actions"), "checkbox", reverse("projects:action-list"), rows, order, "due_on")


def risk_reviews(user, today: date) -> Asked:
    rows = Risk.objects.allowed(user).filter(
        owner__user=user, state=RiskState.OPEN, review_on__lte=today + timedelta(days=7)
    )
    title, url = _("Risks to review"), reverse("risks:risk-list")
    return Asked(title, "alert-triangle", url, rows, ("review_on", "pk"), "review_on")


def milestones(user, today: date) -> Group:
    mine = Q(owner__user=user) | Q(project__manager__user=user)
    rows = Milestone.objects.allowed(user).late(today).filter(mine, project__status=ProjectStatus.ACTIVE)
    rows = rows.select_related("project").order_by("forecast_date", "pk")

    def line(row):
        return Line(row.name, url_of(row), str(row.project), row.forecast_date or row.reference_date, late=True)

    lines, more = _first(rows, line)
    return Group(_("Late milestones"), "flag", reverse("projects:milestone-list"), lines, len(lines), more)
