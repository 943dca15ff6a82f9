"""Allocations: people or roles asked for by projects. Overload is recorded and shown, never refused."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.access import AccessPath
from pmo.history import tracked
from pmo.marks import marks_projects
from pmo.models import Record

from ..choices import AllocationPeriod, AllocationState, AllocationUnit
from ..querysets import AllocationQuerySet

# Load is counted by month, so whoever else asks for the person within a month of these days is touched too.
TOUCHED = """
SELECT project_id FROM {rows} AS written UNION
SELECT other.project_id FROM {rows} AS written JOIN resources_allocation other ON other.person_id = written.person_id
AND other.last_day >= written.first_day - 31 AND other.first_day <= written.last_day + 31
"""


@marks_projects(TOUCHED)
@tracked
class Allocation(Record):
    """Work of a person or role for a project between two days."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="allocations"
    )
    person = models.ForeignKey(
        "accounts.Person",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("person"),
        related_name="allocations",
    )
    role = models.ForeignKey(
        "resources.ResourceRole",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("project role"),
        related_name="allocations",
    )
    period = models.CharField(_("given"), max_length=6, choices=AllocationPeriod, default=AllocationPeriod.DATES)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    unit = models.CharField(_("unit"), max_length=5, choices=AllocationUnit, default=AllocationUnit.DAYS)
    quantity = models.DecimalField(
        _("quantity"), max_digits=10, decimal_places=2, validators=[MinValueValidator(0)],
        help_text=_("Days in all, full-time equivalents, or percent of the person's working time."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=AllocationState, default=AllocationState.REQUESTED)
    note = models.CharField(_("note"), max_length=250, blank=True)

    objects = AllocationQuerySet.as_manager()
    access = AccessPath("staffing", project="project", department="person__department", owner="person__user")

    class Meta(Record.Meta):
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="allocation_days_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(role__isnull=False),
                name="allocation_names_somebody",
                violation_error_message=_("An allocation needs a person or a role."),
            ),
        ]
        indexes = [models.Index(fields=["person", "first_day", "last_day"], name="allocation_person_days")]

    def __str__(self):
        # Without the project: whoever manages the person may not know its name.
        return f"{self.person or self.role} · {display.day(self.first_day)}"

    def clean(self):
        if self.period == AllocationPeriod.MONTHS and self.first_day and self.first_day.day != 1:
            raise ValidationError({"first_day": _("By month, the first day is the first of a month.")})
