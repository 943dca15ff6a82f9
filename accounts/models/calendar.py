"""Working calendars: a weekly pattern, public holidays by country, and exceptions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.access import AccessPath
from pmo.history import tracked
from pmo.marks import marks_everything, marks_plan
from pmo.models import NamedRecord, Record

from ..querysets import CalendarExceptionQuerySet
from ..working_hours import hours, week_in_words


def default_week() -> list:
    """Monday to Friday 9:00-12:30 and 14:00-17:30, in minutes after midnight: seven lists of spans."""
    day = [[540, 750], [840, 1050]]
    return [day, day, day, day, day, [], []]


# Plans whose tasks, people, project or organisation work by one of the written calendars.
USED_BY = """
SELECT project.id FROM projects_project AS project
JOIN projects_task AS task ON task.project_id = project.id AND task.is_scheduled
WHERE EXISTS (SELECT 1 FROM ({calendars}) AS written WHERE written.id IN (task.calendar_id, project.calendar_id)
    OR project.calendar_id IS NULL AND written.is_default)
UNION SELECT task.project_id FROM ({calendars}) AS written
JOIN accounts_person AS person ON person.calendar_id = written.id
JOIN projects_task AS task ON task.responsible_id = person.id AND task.is_scheduled
UNION SELECT assignment.project_id FROM ({calendars}) AS written
JOIN accounts_person AS person ON person.calendar_id = written.id
JOIN projects_taskassignment AS assignment ON assignment.person_id = person.id
"""
ITSELF = "SELECT id, is_default FROM {rows} AS changed"
ITS_CALENDAR = """
SELECT calendar.id, calendar.is_default FROM {rows} AS changed
JOIN accounts_calendar AS calendar ON calendar.id = changed.calendar_id
"""


@marks_plan(USED_BY.format(calendars=ITSELF), columns=("week", "country", "is_default"))
@marks_everything("week", "country", "is_default")
@tracked
class Calendar(NamedRecord):
    """When work is done. Durations everywhere are working minutes of a calendar."""

    week = models.JSONField(
        _("week"), default=default_week, help_text=_("Seven lists of [start, end] in minutes after midnight.")
    )
    country = models.CharField(
        _("public holidays of"),
        max_length=2,
        blank=True,
        default="FR",
        help_text=_("ISO code, empty for none."),
    )
    is_default = models.BooleanField(_("calendar of the organisation"), default=False)

    access = AccessPath("setting", organisation=True)
    written = {"week": week_in_words}

    class Meta(NamedRecord.Meta):
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="calendar_one_default",
                violation_error_message=_("Another calendar is the organisation's already."),
            )
        ]


@marks_plan(USED_BY.format(calendars=ITS_CALENDAR))
@marks_everything()
@tracked
class CalendarException(Record):
    """A day that differs from the week: off, or worked."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, verbose_name=_("calendar"), related_name="exceptions")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    spans = models.JSONField(_("working spans"), default=list, blank=True, help_text=_("Empty: no work."))
    label = models.CharField(_("label"), max_length=150, blank=True)

    objects = CalendarExceptionQuerySet.as_manager()
    access = AccessPath("setting", organisation=True)
    written = {"spans": hours}

    class Meta(Record.Meta):
        verbose_name = _("calendar exception")
        verbose_name_plural = _("calendar exceptions")
        ordering = ["calendar", "first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="calendar_exception_days_in_order",
                violation_error_message=_("The end must not be before the start."),
            )
        ]

    def __str__(self):
        return self.label or display.day(self.first_day)
