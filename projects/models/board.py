"""The board of a project: columns, sprints, and when each task entered which column."""

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath, AccessQuerySet
from pmo.history import tracked
from pmo.marks import BOTH, NEW, OLD, marks_project
from pmo.models import NamedRecord

from ..choices import ColumnKind, SprintState
from ..querysets import OfProjectQuerySet
from .task import Task


@tracked
class BoardColumn(NamedRecord):
    """A step of the work. What it means for progress is its kind: to do, in progress or done."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="board_columns"
    )
    kind = models.CharField(_("kind"), max_length=5, choices=ColumnKind, default=ColumnKind.DOING)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    wip_limit = models.PositiveSmallIntegerField(
        _("WIP limit"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("At most so many cards at once; empty for no limit."),
    )  # fmt: skip

    objects = OfProjectQuerySet.as_manager()
    access = AccessPath("plan", project="project")

    class Meta(NamedRecord.Meta):
        verbose_name = _("board column")
        verbose_name_plural = _("board columns")
        ordering = ["project", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="board_column_name_unique",
                violation_error_message=_("This board has a column of that name already."),
            )
        ]


@tracked
class Sprint(NamedRecord):
    """A time box with a goal. One at a time is active in a project."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="sprints")
    goal = models.TextField(_("sprint goal"), blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=7, choices=SprintState, default=SprintState.PLANNED)
    capacity_points = models.DecimalField(
        _("capacity (points)"), max_digits=7, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    committed_points = models.DecimalField(
        _("committed (points)"), max_digits=8, decimal_places=1, null=True, blank=True, editable=False,
        help_text=_("Story points in the sprint when it was started."),
    )  # fmt: skip

    objects = OfProjectQuerySet.as_manager()
    access = AccessPath("plan", project="project")

    class Meta(NamedRecord.Meta):
        verbose_name = _("sprint")
        verbose_name_plural = _("sprints")
        ordering = ["project", "-first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="sprint_days_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state="active"),
                name="sprint_one_active",
                violation_error_message=_("Another sprint of this project is active. Close it first."),
            ),
        ]


@marks_project
class TaskMove(models.Model):
    """A task entered a column, or left the board (no column, no kind). Appended by the triggers below, whoever writes.

    `kind` is what the column meant then; a column that changes its meaning moves the cards in it. Lead and cycle
    times, burn charts and the flow diagram read it.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="+")
    task = models.ForeignKey("projects.Task", models.CASCADE, related_name="moves")
    column = models.ForeignKey(BoardColumn, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=5, choices=ColumnKind)
    story_points = models.DecimalField(_("story points"), max_digits=6, decimal_places=1, null=True)
    moved_at = models.DateTimeField(_("moved"))

    objects = AccessQuerySet.as_manager()
    access = AccessPath("plan", project="project")

    class Meta:
        verbose_name = _("move of a task")
        verbose_name_plural = _("moves of tasks")
        ordering = ["moved_at", "pk"]
        indexes = [models.Index(fields=["project", "moved_at"], name="task_move_project")]

    def __str__(self):
        return f"{self.task} → {self.column}"


APPEND = "INSERT INTO projects_taskmove (project_id, task_id, column_id, kind, story_points, moved_at) "
ENTERED = """
    SELECT n.project_id, n.id, n.column_id, c.kind, n.story_points, clock_timestamp()
    FROM new_rows n JOIN projects_boardcolumn c ON c.id = n.column_id
    WHERE NOT EXISTS (SELECT 1 FROM projects_taskmove m WHERE m.task_id = n.id AND m.column_id = n.column_id)
"""  # a task that comes back from the bin brings its moves along
CHANGED = """
    SELECT n.project_id, n.id, n.column_id, coalesce(c.kind, ''), n.story_points, clock_timestamp()
    FROM old_rows o JOIN new_rows n ON n.id = o.id LEFT JOIN projects_boardcolumn c ON c.id = n.column_id
    WHERE n.column_id IS DISTINCT FROM o.column_id
"""
REDEFINED = """
    SELECT t.project_id, t.id, n.id, n.kind, t.story_points, clock_timestamp()
    FROM old_rows o JOIN new_rows n ON n.id = o.id JOIN projects_task t ON t.column_id = n.id
    WHERE n.kind <> o.kind
"""
# When a project goes, its tasks leave their columns first, and that move must go with them.
FORGET = "DELETE FROM projects_taskmove WHERE task_id IN (SELECT id FROM old_rows)"


def _keeps_moves(event: str, operation, statement: str, rows) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"moves_{event}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=rows,
        func=f"{statement}; RETURN NULL;",
    )


pgtrigger.register(
    _keeps_moves("insert", pgtrigger.Insert, APPEND + ENTERED, NEW),
    _keeps_moves("update", pgtrigger.Update, APPEND + CHANGED, BOTH),
    _keeps_moves("delete", pgtrigger.Delete, FORGET, OLD),
)(Task)
pgtrigger.register(_keeps_moves("update", pgtrigger.Update, APPEND + REDEFINED, BOTH))(BoardColumn)
