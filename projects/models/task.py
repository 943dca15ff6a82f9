"""The plan of a project: tasks, the links between them, check-lists, and who does what.

What people decide is here; what the engine makes of it is in `plan_state`.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked
from pmo.marks import marks_plan, marks_project
from pmo.models import NamedRecord, Record
from pmo.wall_clock import WallClockField

from ..choices import Constraint, LinkKind, Priority, ProgressBy
from ..querysets import ChecklistItemQuerySet, TaskAssignmentQuerySet, TaskLinkQuerySet, TaskQuerySet
from .belonging import same_project

WORKING_DAY = 420
"""Minutes of a working day of the default calendar: the duration a new task starts with."""


SCHEDULED_BY = (
    "project_id", "parent_id", "position", "is_scheduled", "is_milestone", "duration", "calendar_id", "constraint",
    "constraint_date", "deadline", "is_manual", "manual_start", "manual_finish", "progress_by", "percent_complete",
    "units_total", "units_done", "remaining", "actual_start", "actual_finish", "fixed_cost", "work_cost", "column_id",
    "responsible_id",
)  # fmt: skip
"""Columns of a task that dates, floats and progress of a plan rest on."""
MOMENTS = ("constraint_date", "deadline", "manual_start", "manual_finish", "actual_start", "actual_finish")
YEARS = range(1900, 2200)
"""Years that a date of a plan may lie in; what lies beyond was mistyped, such as 0206 for 2026."""
OF_PROJECT = "SELECT DISTINCT project_id FROM {rows} AS written WHERE project_id IS NOT NULL"


def _percent(label):
    return models.DecimalField(
        label, max_digits=5, decimal_places=2, default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )


def _amount(label, **options):
    return models.DecimalField(label, max_digits=16, decimal_places=2, **options)


def _minutes(label, **options):
    return models.PositiveIntegerField(label, help_text=_("Working minutes."), **options)


def _said(minutes: int) -> str:
    """As people say a duration, for pages; the words know of tasks and are not yet there when this is read."""
    from ..plan_words import duration_text

    return duration_text(minutes)


def _moment(label):
    return WallClockField(label, null=True, blank=True)


@marks_plan(OF_PROJECT, columns=SCHEDULED_BY)
@marks_project
@tracked
class Task(NamedRecord):
    """One row of the plan, of the board, or of both. Whatever has children is a summary: its dates are theirs."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="tasks")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, verbose_name=_("part of"), related_name="children"
    )
    position = models.PositiveIntegerField(
        _("position"), default=0, help_text=_("Order among the tasks of the same parent.")
    )
    description = models.TextField(_("description"), blank=True)
    priority = models.CharField(_("priority"), max_length=1, choices=Priority, default=Priority.MEDIUM)
    responsible = models.ForeignKey(
        "accounts.Person", models.SET_NULL, null=True, blank=True, verbose_name=_("responsible"), related_name="tasks"
    )
    is_scheduled = models.BooleanField(
        _("in the plan"), default=True, help_text=_("Off: a card of the backlog or board without dates.")
    )
    is_milestone = models.BooleanField(_("milestone"), default=False)
    duration = _minutes(_("duration"), default=WORKING_DAY)
    work = _minutes(_("effort"), null=True, blank=True)
    calendar = models.ForeignKey(
        "accounts.Calendar", models.SET_NULL, null=True, blank=True, verbose_name=_("calendar"), related_name="+",
        help_text=_("Empty: that of the people who do it, else the project's."),
    )  # fmt: skip
    constraint = models.CharField(_("constraint"), max_length=4, choices=Constraint, default=Constraint.ASAP)
    constraint_date = _moment(_("constraint date"))
    deadline = _moment(_("deadline"))
    is_manual = models.BooleanField(_("dated by hand"), default=False)
    manual_start = _moment(_("start by hand"))
    manual_finish = _moment(_("finish by hand"))
    progress_by = models.CharField(_("progress by"), max_length=9, choices=ProgressBy, default=ProgressBy.DURATION)
    percent_complete = _percent(_("complete (%)"))
    units_total = _amount(_("units in all"), null=True, blank=True, validators=[MinValueValidator(0)])
    units_done = _amount(_("units done"), null=True, blank=True, validators=[MinValueValidator(0)])
    remaining = _minutes(_("remaining duration"), null=True, blank=True)
    actual_start = _moment(_("actual start"))
    actual_finish = _moment(_("actual finish"))
    fixed_cost = _amount(_("fixed cost"), default=0, validators=[MinValueValidator(0)])
    work_cost = _amount(_("cost of the work"), default=0, validators=[MinValueValidator(0)])
    actual_cost = _amount(_("actual cost"), null=True, blank=True, validators=[MinValueValidator(0)])
    column = models.ForeignKey(
        "projects.BoardColumn", models.SET_NULL, null=True, blank=True, verbose_name=_("column"), related_name="tasks"
    )
    sprint = models.ForeignKey(
        "projects.Sprint", models.SET_NULL, null=True, blank=True, verbose_name=_("sprint"), related_name="tasks"
    )
    rank = models.PositiveIntegerField(_("rank on the board"), default=0)
    story_points = models.DecimalField(
        _("story points"), max_digits=6, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    objects = TaskQuerySet.as_manager()
    written = dict.fromkeys(("duration", "work", "remaining"), _said)
    access = AccessPath("plan", project="project", owner="responsible__user")
    amounts = frozenset({"fixed_cost", "work_cost", "actual_cost"})

    class Meta(NamedRecord.Meta):
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["project", "schedule__row_number", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="task_not_its_own_part",
                violation_error_message=_("A task cannot be part of itself."),
            ),
            models.CheckConstraint(
                condition=Q(actual_start__isnull=True) | Q(actual_finish__isnull=True)
                | Q(actual_finish__gte=F("actual_start")),
                name="task_actual_dates_in_order",
                violation_error_message=_("The actual finish must not be before the actual start."),
            ),
            models.CheckConstraint(
                condition=Q(constraint__in=("ASAP", "ALAP")) | Q(constraint_date__isnull=False),
                name="task_constraint_has_its_date",
                violation_error_message=_("This constraint needs a date."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["project", "parent", "position"], name="task_outline")]

    def clean(self):
        same_project(self, "parent", "column", "sprint")
        wrong = [name for name in MOMENTS if (moment := getattr(self, name)) and moment.year not in YEARS]
        if wrong:
            raise ValidationError(dict.fromkeys(wrong, _("The year of this date cannot be meant.")))
        if self.is_manual and self.manual_start and self.manual_finish and self.manual_finish < self.manual_start:
            raise ValidationError({"manual_finish": _("The finish must not be before the start.")})


@marks_plan(OF_PROJECT)
@marks_project
@tracked
class TaskLink(Record):
    """The successor waits for the predecessor. The lag is in minutes, negative for a lead."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="task_links"
    )
    predecessor = models.ForeignKey(Task, models.CASCADE, verbose_name=_("predecessor"), related_name="successor_links")
    successor = models.ForeignKey(Task, models.CASCADE, verbose_name=_("successor"), related_name="predecessor_links")
    kind = models.CharField(_("kind"), max_length=2, choices=LinkKind, default=LinkKind.FINISH_TO_START)
    lag = models.IntegerField(_("lag"), default=0, help_text=_("Minutes; negative for a lead."))
    is_elapsed = models.BooleanField(
        _("elapsed lag"), default=False, help_text=_("The lag runs day and night, not in working time.")
    )

    objects = TaskLinkQuerySet.as_manager()
    access = AccessPath("plan", project="project")

    class Meta(Record.Meta):
        verbose_name = _("task link")
        verbose_name_plural = _("task links")
        ordering = ["project", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="task_link_unique",
                violation_error_message=_("These two tasks are linked already."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="task_link_between_two",
                violation_error_message=_("A task cannot wait for itself."),
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor} ({self.get_kind_display()})"

    def clean(self):
        same_project(self, "predecessor", "successor")


@marks_plan(OF_PROJECT, columns=("project_id", "task_id", "person_id", "role_name"))
@tracked
class TaskAssignment(Record):
    """A person or a role at work on a task, in percent of the working time."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="task_assignments"
    )
    task = models.ForeignKey(Task, models.CASCADE, verbose_name=_("task"), related_name="assignments")
    person = models.ForeignKey(
        "accounts.Person", models.CASCADE, null=True, blank=True, verbose_name=_("person"),
        related_name="task_assignments",
    )  # fmt: skip
    role_name = models.CharField(_("project role"), max_length=120, blank=True)
    units = models.DecimalField(
        _("units (%)"), max_digits=7, decimal_places=2, default=100, validators=[MinValueValidator(0)]
    )
    work = _minutes(_("effort"), null=True, blank=True)

    objects = TaskAssignmentQuerySet.as_manager()
    written = {"work": _said}
    access = AccessPath("staffing", project="project", department="person__department", owner="person__user")

    class Meta(Record.Meta):
        verbose_name = _("task assignment")
        verbose_name_plural = _("task assignments")
        ordering = ["task", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "person"],
                condition=Q(person__isnull=False),
                name="task_assignment_unique",
                violation_error_message=_("This person works on the task already."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(role_name=""),
                name="task_assignment_names_somebody",
                violation_error_message=_("An assignment needs a person or a role."),
            ),
        ]

    def __str__(self):
        return f"{self.task}: {self.person or self.role_name}"

    def clean(self):
        same_project(self, "task")


@marks_plan(OF_PROJECT, columns=("project_id", "task_id", "is_done"))
@tracked
class ChecklistItem(Record):
    """A step of a task; where progress goes by check-list, the share of steps done is the progress."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="+")
    task = models.ForeignKey(Task, models.CASCADE, verbose_name=_("task"), related_name="checklist")
    label = models.CharField(_("label"), max_length=250)
    is_done = models.BooleanField(_("done"), default=False)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = ChecklistItemQuerySet.as_manager()
    access = AccessPath("plan", project="project", owner="task__responsible__user")

    class Meta(Record.Meta):
        verbose_name = _("check-list item")
        verbose_name_plural = _("check-list items")
        ordering = ["task", "position", "pk"]

    def __str__(self):
        return self.label

    def clean(self):
        same_project(self, "task")
