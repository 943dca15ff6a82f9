"""Status reports: what the project manager declares, frozen with the facts it was based on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.access import AccessPath
from pmo.choices import Health
from pmo.history import tracked
from pmo.marks import marks_project
from pmo.models import Record

from ..choices import ReportState, Trend
from ..querysets import StatusReportQuerySet


def _health(label):
    return models.CharField(label, max_length=5, choices=Health, default=Health.NONE)


@marks_project
@tracked
class StatusReport(Record):
    """Declared colours and text as of a date. Published ones never change; a correction is a new one."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="status_reports"
    )
    as_of = models.DateField(_("as of"))
    correction = models.PositiveSmallIntegerField(_("correction"), default=0, help_text=_("0 is the first issue."))
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("corrects"), related_name="corrections"
    )
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    overall = _health(_("overall"))
    schedule = _health(_("schedule"))
    cost = _health(_("cost"))
    scope = _health(_("scope"))
    resources = _health(_("resources"))
    risk = _health(_("risk"))
    trend = models.CharField(_("trend"), max_length=8, choices=Trend, default=Trend.SAME)
    summary = models.TextField(_("summary"), blank=True)
    achievements = models.TextField(_("done since the last report"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    attention = models.TextField(_("points of attention"), blank=True)
    comment = models.TextField(
        _("why better than calculated"), blank=True,
        help_text=_("Needed when a declared colour is better than the calculated one."),
    )  # fmt: skip
    facts = models.JSONField(_("facts"), default=dict, blank=True, editable=False)
    author = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("author"),
        related_name="status_reports",
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = StatusReportQuerySet.as_manager()
    access = AccessPath("status", project="project")
    # Only for who may see the project's money.
    amounts = frozenset({"facts"})

    class Meta(Record.Meta):
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")
        ordering = ["project", "-as_of", "-correction", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "as_of", "correction"],
                name="status_report_day_unique",
                violation_error_message=_("This project already has a report as of that day."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="status_report_published_has_time",
                violation_error_message=_("A published report has a time of publication."),
            ),
        ]

    def refusal(self):
        published = self.state == ReportState.PUBLISHED
        return _("A published report never changes; write a correction instead.") if published else ""

    def __str__(self):
        return f"{self.project} · {display.day(self.as_of)}" + (f" ({self.correction})" if self.correction else "")
