"""What others owe somebody who answers for it: reports, decisions and answers that are overdue.

What somebody owes themselves is `reporting/waiting.py`; the rights on the rows decide who chases what.
"""

from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import display
from pmo.pages import url_of
from projects.models import Decision, Project
from risks.models import Issue

from .waiting import Asked, Group, Line, first_of, waiting_for


def waiting_and_owed(user, today: date) -> tuple[list[Group], list[Group]]:
    """What waits for the user, and what is overdue that they may ask others for; both without empty groups."""
    waiting, owed = waiting_for(user, today, late_decisions(user, today), late_answers(user, today))
    reports = late_reports(user, today)
    return waiting, [reports, *owed] if reports.lines else owed


def late_reports(user, today: date) -> Group:
    """Projects of other managers whose status report is overdue, longest first; those that never had one last."""
    rows = Project.objects.with_late_report(today).allowed(user, "publish", "status").exclude(manager__user=user)
    rows = rows.select_related("state", "manager").order_by(F("report_due").asc(nulls_last=True), "sort_key", "pk")

    def line(row) -> Line:
        state = getattr(row, "state", None)
        who = str(row.manager) if row.manager else ""
        return Line(row.name, url_of(row), who, row.report_due, True, display.health(state.health) if state else "")

    url = reverse("projects:project-list") + "?report_late=true"
    return Group(_("Status reports overdue"), "report", url, *first_of(rows, line))


def late_decisions(user, today: date) -> Asked:
    rows = Decision.objects.allowed(user, "change").overdue(today).exclude(decider__user=user)
    url = reverse("projects:decision-list") + "?late=true"
    return Asked(_("Decisions overdue"), "gavel", url, rows, ("due_on", "pk"), "due_on")


def late_answers(user, today: date) -> Asked:
    rows = Issue.objects.allowed(user, "change").without_answer(today).exclude(escalated_to__user=user)
    url = reverse("risks:issue-list") + "?answer_late=true"
    return Asked(
        _("Escalations without an answer"), "arrow-up-circle", url, rows, ("answer_due_on", "pk"), "answer_due_on"
    )
