"""People, with or without a log-in, and their rates (a table of its own: few may see it)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.access import AccessPath
from pmo.access_changes import UPDATE, changes_access
from pmo.history import tracked
from pmo.marks import marks_plan, marks_projects
from pmo.models import NamedRecord, Record

from ..choices import PersonKind
from ..querysets import PersonQuerySet, RateQuerySet

# Whoever asks for this person: the load of these projects follows the person's working time.
ASKING = """
SELECT DISTINCT asked.project_id FROM {rows} AS written
JOIN resources_allocation asked ON asked.person_id = written.id
"""
# Whose tasks this person does: they are scheduled by the person's calendar.
DOING = """
SELECT task.project_id FROM {rows} AS written
JOIN projects_task AS task ON task.responsible_id = written.id AND task.is_scheduled
UNION SELECT assignment.project_id FROM {rows} AS written
JOIN projects_taskassignment AS assignment ON assignment.person_id = written.id
"""
# What a person is named on reaches its log-in; absences and skills are seen by department.
NAMED = """
SELECT DISTINCT 'organisation', NULL::bigint, user_id FROM {rows} AS written WHERE user_id IS NOT NULL
UNION SELECT DISTINCT 'department', department_id, NULL::bigint FROM {rows} AS written WHERE department_id IS NOT NULL
"""


@changes_access(NAMED, columns=("user_id", "department_id"), events=(UPDATE,))
@marks_plan(DOING, columns=("calendar_id",), events=("update",))
@marks_projects(ASKING, columns=("working_share", "calendar_id", "starts_on", "ends_on"))
@tracked
class Person(NamedRecord):
    """Somebody who works on projects, internal or external."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("log-in"),
        related_name="person",
    )
    email = models.EmailField(_("e-mail"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PersonKind, default=PersonKind.INTERNAL)
    department = models.ForeignKey(
        "accounts.Department",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("department"),
        related_name="people",
    )
    vendor = models.ForeignKey(
        "accounts.Vendor",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("employer"),
        related_name="people",
    )
    job_title = models.CharField(_("job title"), max_length=150, blank=True)
    calendar = models.ForeignKey(
        "accounts.Calendar",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("calendar"),
        related_name="people",
    )
    working_share = models.DecimalField(
        _("working share (%)"),
        max_digits=5,
        decimal_places=2,
        default=100,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("100 is full time, 80 four days a week."),
    )
    starts_on = models.DateField(_("here from"), null=True, blank=True)
    ends_on = models.DateField(_("here until"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()
    access = AccessPath("directory", department="department", owner="user", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                condition=~models.Q(email=""),
                name="person_email_unique",
                violation_error_message=_("A person with this e-mail exists already."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="person_dates_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
        ]


@tracked
class Rate(Record):
    """Cost of a day's work of one person from a date on, excluding VAT."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), related_name="rates")
    valid_from = models.DateField(_("valid from"))
    amount = models.DecimalField(_("daily rate"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    currency = models.CharField(_("currency"), max_length=3, default="EUR")

    objects = RateQuerySet.as_manager()
    access = AccessPath("rate", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering = ["person", "-valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "valid_from"],
                name="rate_start_unique",
                violation_error_message=_("This person already has a rate from that day on."),
            )
        ]

    def __str__(self):
        return f"{self.person} · {display.day(self.valid_from)}"
