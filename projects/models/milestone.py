"""Milestones, and what their forecast was on earlier days (for the milestone trend chart)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath, AccessQuerySet
from pmo.history import tracked
from pmo.marks import marks_project
from pmo.models import NamedRecord

from ..querysets import MilestoneQuerySet
from .belonging import same_project


@marks_project
@tracked
class Milestone(NamedRecord):
    """A dated event of a project: reference, forecast, actual."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="milestones"
    )
    reference_date = models.DateField(_("reference date"), null=True, blank=True)
    forecast_date = models.DateField(_("forecast date"), null=True, blank=True)
    actual_date = models.DateField(_("actual date"), null=True, blank=True)
    is_go_live = models.BooleanField(_("go-live"), default=False)
    is_key = models.BooleanField(_("key milestone"), default=False, help_text=_("Shown on the roadmap."))
    owner = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("owner"),
        related_name="milestones",
    )
    task = models.OneToOneField(
        "projects.Task", models.SET_NULL, null=True, blank=True, verbose_name=_("task"), related_name="milestone",
        help_text=_("The task of the plan that dates it: its finish becomes the forecast date."),
    )  # fmt: skip
    note = models.TextField(_("note"), blank=True)

    objects = MilestoneQuerySet.as_manager()
    access = AccessPath("plan", project="project")

    class Meta(NamedRecord.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["project", "reference_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reference_date__isnull=False) | models.Q(forecast_date__isnull=False)
                | models.Q(actual_date__isnull=False),
                name="milestone_has_a_date",
                violation_error_message=_("A milestone needs at least one date."),
            )
        ]  # fmt: skip

    def clean(self):
        same_project(self, "task")


class MilestoneForecast(models.Model):
    """The forecast of a milestone as of a day; written by the roll-up when it changed, and by imports."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="forecasts", db_index=False)
    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="+")
    as_of = models.DateField(_("as of"))
    forecast_date = models.DateField(_("forecast date"))

    objects = AccessQuerySet.as_manager()
    access = AccessPath("plan", project="project")

    class Meta:
        verbose_name = _("milestone forecast")
        verbose_name_plural = _("milestone forecasts")
        ordering = ["milestone", "as_of"]
        constraints = [models.UniqueConstraint(fields=["milestone", "as_of"], name="milestone_forecast_day_unique")]

    def __str__(self):
        return f"{self.milestone} {self.as_of}"
