"""What the engine found for tasks and plan; `projects.services.plan` alone writes it, without history or version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath, AccessQuerySet
from pmo.marks import marks_plan
from pmo.wall_clock import WallClockField

from .board import BoardColumn
from .task import OF_PROJECT, Task

# What a column means is the progress of the tasks whose progress goes by the board.
marks_plan(OF_PROJECT, columns=("kind",), events=("update",))(BoardColumn)


class TaskSchedule(models.Model):
    """What the engine found for a task. Floats and duration are working minutes of the task's calendar."""

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="schedule")
    # The index by project and row serves this one too.
    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="+", db_index=False)
    row_number = models.PositiveIntegerField(_("row"))
    level = models.PositiveSmallIntegerField(_("level"))
    wbs = models.CharField(_("WBS"), max_length=250)
    is_summary = models.BooleanField(_("summary"), default=False)
    start = WallClockField(_("start"))
    finish = WallClockField(_("finish"))
    late_start = WallClockField(_("late start"))
    late_finish = WallClockField(_("late finish"))
    duration = models.PositiveIntegerField(_("duration"))
    total_float = models.IntegerField(_("total float"))
    free_float = models.IntegerField(_("free float"))
    is_critical = models.BooleanField(_("critical"), default=False)
    percent_complete = models.DecimalField(_("complete (%)"), max_digits=5, decimal_places=2, default=0)
    driver_id = models.BigIntegerField(_("driving predecessor"), null=True)
    reason = models.JSONField(_("reason of its start"), default=dict)

    objects = AccessQuerySet.as_manager()
    access = AccessPath("plan", project="project")

    class Meta:
        verbose_name = _("schedule of a task")
        verbose_name_plural = _("schedules of tasks")
        ordering = ["project", "row_number"]
        indexes = [models.Index(fields=["project", "row_number"], name="task_schedule_row")]

    def __str__(self):
        return f"{self.wbs} {self.start:%Y-%m-%d}"


class PlanState(models.Model):
    """The plan of a project as a whole: held while it is edited, and what the engine said of it."""

    project = models.OneToOneField("projects.Project", models.CASCADE, primary_key=True, related_name="plan_state")
    number = models.PositiveIntegerField(
        _("edition"), default=0, help_text=_("Raised by every change that moved something.")
    )
    start = WallClockField(_("start"), null=True)
    finish = WallClockField(_("finish"), null=True)
    task_count = models.PositiveIntegerField(_("tasks"), default=0)
    critical_count = models.PositiveIntegerField(_("critical tasks"), default=0)
    problems = models.JSONField(_("problems"), default=list)
    computed_at = models.DateTimeField(_("computed"), null=True)

    objects = AccessQuerySet.as_manager()
    access = AccessPath("plan", project="project")

    class Meta:
        verbose_name = _("state of a plan")
        verbose_name_plural = _("states of plans")
        ordering = ["project"]

    def __str__(self):
        return f"{self.project} · {self.number}"
