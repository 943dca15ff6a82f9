"""Absences, whose reasons are private, and recurring work outside projects."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.access import AccessPath
from pmo.history import tracked
from pmo.marks import marks_projects
from pmo.models import Record

from ..choices import AbsenceKind, NonProjectKind
from ..querysets import AbsenceQuerySet

# Capacity is counted by month, so projects that ask for the person within a month of these days are touched.
TOUCHED = """
SELECT DISTINCT asked.project_id FROM {rows} AS written JOIN resources_allocation asked
ON asked.person_id = written.person_id AND asked.last_day >= written.first_day - 31
AND (written.last_day IS NULL OR asked.first_day <= written.last_day + 31)
"""


@marks_projects(TOUCHED)
@tracked
class Absence(Record):
    """Days on which a person does not work. Others see the lower capacity, never the reason."""

    person = models.ForeignKey("accounts.Person", models.CASCADE, verbose_name=_("person"), related_name="absences")
    kind = models.CharField(_("kind"), max_length=10, choices=AbsenceKind, default=AbsenceKind.LEAVE)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    share = models.DecimalField(
        _("share of the day (%)"), max_digits=5, decimal_places=2, default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=250, blank=True)

    objects = AbsenceQuerySet.as_manager()
    access = AccessPath("absence", department="person__department", owner="person__user")

    class Meta(Record.Meta):
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="absence_days_in_order",
                violation_error_message=_("The end must not be before the start."),
            )
        ]
        indexes = [models.Index(fields=["person", "first_day", "last_day"], name="absence_person_days")]

    def __str__(self):
        return f"{self.person} · {display.day(self.first_day)}"


@marks_projects(TOUCHED)
@tracked
class NonProjectWork(Record):
    """Recurring work outside projects that lowers a person's capacity."""

    person = models.ForeignKey(
        "accounts.Person", models.CASCADE, verbose_name=_("person"), related_name="non_project_work"
    )
    kind = models.CharField(_("kind"), max_length=14, choices=NonProjectKind, default=NonProjectKind.RUN)
    label = models.CharField(_("label"), max_length=150, blank=True)
    share = models.DecimalField(
        _("share of working time (%)"), max_digits=5, decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()
    access = AccessPath("directory", department="person__department", owner="person__user", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("non-project work")
        verbose_name_plural = _("non-project work")
        ordering = ["person", "-first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="non_project_work_days_in_order",
                violation_error_message=_("The end must not be before the start."),
            )
        ]

    def __str__(self):
        return f"{self.person} · {self.label or self.get_kind_display()}"
