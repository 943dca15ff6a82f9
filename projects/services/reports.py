"""Status reports: drafted from the last one, published and frozen with their facts, put right by corrections."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pmo.choices import Health
from pmo.writing import save_object

from ..choices import Dimension, ReportState
from ..models import Project, ProjectSnapshot, ProjectState, StatusReport

CARRIED_OVER = (*Dimension.values, "trend", "summary", "next_steps", "attention")
# Better to worse; a dimension that is not reported is never better than anything.
RANK = {Health.GREEN: 0, Health.AMBER: 1, Health.RED: 2}
STATE_FIELDS = {"overall": "health"} | {name: f"{name}_health" for name in Dimension.values if name != "overall"}


def proposed_report(project: Project, as_of: date) -> StatusReport:
    """An unsaved draft: colours and text from the last report, never the calculated colours."""
    last = StatusReport.objects.filter(project=project).published().order_by("-as_of", "-correction").first()
    carried = {name: getattr(last, name) for name in CARRIED_OVER} if last else {}
    if last:
        carried["achievements"] = ""
    return StatusReport(project=project, as_of=as_of, **carried)


def author_of(actor):
    return getattr(actor, "person", None)


@transaction.atomic
def draft_report(actor, *, project: Project, as_of: date) -> StatusReport:
    """The open draft of that day, or a new one that starts from the last report."""
    existing = StatusReport.objects.filter(project=project, as_of=as_of, state=ReportState.DRAFT).first()
    if existing:
        return existing
    report = proposed_report(project, as_of)
    report.author = author_of(actor)
    return save_object(report, actor=actor)


def better_than_calculated(report: StatusReport, state: ProjectState | None) -> list[str]:
    """The dimensions whose declared colour is better than the calculated one."""
    if state is None:
        return []
    return [
        name
        for name, field in STATE_FIELDS.items()
        if RANK.get(getattr(report, name), 9) < RANK.get(getattr(state, field), -1)
    ]


@transaction.atomic
def publish_report(actor, *, report: StatusReport, now: datetime) -> StatusReport:
    """Freeze a draft with the facts it was based on. Raises ValidationError."""
    if report.state == ReportState.PUBLISHED:
        return report
    state = ProjectState.objects.filter(project=report.project_id).first()
    better = better_than_calculated(report, state)
    if better and not report.comment.strip():
        names = ", ".join(str(Dimension(name).label) for name in better)
        message = _("Say why these are better than calculated: %(names)s.") % {"names": names}
        raise ValidationError({"comment": message})
    if report.overall == Health.NONE:
        raise ValidationError({"overall": _("Choose the overall colour before you publish.")})
    report.facts = frozen_facts(state)
    report.state, report.published_at = ReportState.PUBLISHED, now
    report.author = report.author or author_of(actor)
    save_object(report, actor=actor)
    ProjectSnapshot.objects.filter(project=report.project_id, as_of=report.as_of).update(is_cited=True)
    return report


def frozen_facts(state: ProjectState | None) -> dict:
    """The measures of the day as JSON, with their reasons."""
    if state is None:
        return {}
    skipped = {"project"}
    values = {
        field.name: getattr(state, field.name) for field in state._meta.concrete_fields if field.name not in skipped
    }
    return {name: _plain(value) for name, value in values.items()}


def _plain(value):
    if value is None or isinstance(value, bool | int | str | dict | list):
        return value
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


@transaction.atomic
def correct_report(actor, *, report: StatusReport) -> StatusReport:
    """A draft that corrects a published report; both are kept. Raises ValidationError."""
    if report.state != ReportState.PUBLISHED:
        raise ValidationError(_("Only a published report is corrected; a draft is simply edited."))
    latest = StatusReport.objects.filter(project=report.project_id, as_of=report.as_of).latest("correction")
    if latest.state == ReportState.DRAFT:
        return latest
    values = {name: getattr(latest, name) for name in (*CARRIED_OVER, "achievements", "comment")}
    correction = StatusReport(
        project=report.project, as_of=report.as_of, correction=latest.correction + 1, corrects=latest,
        author=author_of(actor), **values,
    )  # fmt: skip
    return save_object(correction, actor=actor)
