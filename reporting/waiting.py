"""What waits for somebody, decisions and escalations first. Each list is one query over rows they may see."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import DateField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import display
from pmo.pages import url_of
from projects.choices import ProjectStatus, ReportState
from projects.models import Action, Decision, Milestone, Project, StatusReport
from risks.choices import IssueState, RiskState
from risks.models import Issue, Risk

SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One thing to do."""

    label: str
    url: str
    project: Project | None = None
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


def waiting_for(user, today: date) -> list[Group]:
    """Everything that waits for the user, without empty groups."""
    groups = [
        decisions(user, today), escalations(user, today), reports(user, today), actions(user, today),
        risk_reviews(user, today),
    ]  # fmt: skip
    groups = [group for group in groups if group.lines]
    hide_projects(user, groups)
    return groups


def hide_projects(user, groups: list[Group]) -> None:
    """What somebody must answer may belong to a project that they may not see: then its name is left out."""
    named = {line.project.pk for group in groups for line in group.lines if line.project}
    seen = set(Project.objects.allowed(user).filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    for group in groups:
        group.lines = [
            line if line.project is None or line.project.pk in seen else replace(line, project=None)
            for line in group.lines
        ]


def _group(title: str, icon: str, url: str, rows, line) -> Group:
    found = list(rows[: SHOWN + 1])
    return Group(title, icon, url, [line(row) for row in found[:SHOWN]], len(found[:SHOWN]), len(found) > SHOWN)


def decisions(user, today: date) -> Group:
    rows = (
        Decision.objects.allowed(user)
        .waiting()
        .filter(decider__user=user)
        .for_list()
        .order_by(F("due_on").asc(nulls_last=True))
    )

    def line(row):
        return Line(row.name, url_of(row), row.project, row.due_on, bool(row.due_on and row.due_on < today))

    url = reverse("projects:decision-list") + "?state=asked"
    return _group(_("Decisions asked of me"), "gavel", url, rows, line)


def escalations(user, today: date) -> Group:
    mine = Q(escalated_to__user=user) | Q(committee__chair__user=user)
    rows = (
        Issue.objects.allowed(user).filter(mine, state=IssueState.ESCALATED).for_list().order_by("answer_due_on", "pk")
    )

    def line(row):
        late = bool(row.answer_due_on and row.answer_due_on < today)
        return Line(row.name, url_of(row), row.project, row.answer_due_on, late)

    url = reverse("risks:issue-list") + "?state=escalated"
    return _group(_("Escalations that wait for my answer"), "arrow-up-circle", url, rows, line)


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
        return Line(row.name, url, None, row.report_due, late, display.health(state.health) if state else "")

    url = reverse("projects:project-list") + "?status=active"
    return _group(_("Status reports due"), "report", url, rows, line)


def actions(user, today: date) -> Group:
    rows = Action.objects.allowed(user).open().filter(owner__user=user).for_list()
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "priority", "pk")

    def line(row):
        return Line(row.name, url_of(row), row.project, row.due_on, bool(row.due_on and row.due_on < today))

    return _group(_("My actions"), "checkbox", reverse("projects:action-list"), rows, line)


def risk_reviews(user, today: date) -> Group:
    rows = Risk.objects.allowed(user).filter(
        owner__user=user, state=RiskState.OPEN, review_on__lte=today + timedelta(days=7)
    )
    rows = rows.select_related("project").order_by("review_on", "pk")

    def line(row):
        return Line(row.name, url_of(row), row.project, row.review_on, row.review_on < today)

    return _group(_("Risks to review"), "alert-triangle", reverse("risks:risk-list"), rows, line)


def milestones(user, today: date) -> Group:
    mine = Q(owner__user=user) | Q(project__manager__user=user)
    rows = Milestone.objects.allowed(user).late(today).filter(mine, project__status=ProjectStatus.ACTIVE)
    rows = rows.select_related("project").order_by("forecast_date", "pk")

    def line(row):
        return Line(row.name, url_of(row), row.project, row.forecast_date or row.reference_date, late=True)

    return _group(_("Late milestones"), "flag", reverse("projects:milestone-list"), rows, line)
