"""What a user types about tasks, links and baselines; the plan page has ways of its own."""

from django.utils.translation import gettext_lazy as _

from pmo.forms import object_form

from ..models import Baseline, ChecklistItem, Task, TaskAssignment, TaskLink

TaskForm = object_form(
    Task,
    (
        ("", ("name", "project", "parent", "responsible", "priority", "description")),
        (_("Plan"), ("is_scheduled", "is_milestone", "duration", "work", "calendar", "constraint", "constraint_date",
                     "deadline", "is_manual", "manual_start", "manual_finish")),
        (_("Progress"), ("progress_by", "percent_complete", "units_total", "units_done", "remaining", "actual_start",
                         "actual_finish")),
        (_("Board"), ("column", "sprint", "story_points")),
        (_("Money"), ("fixed_cost", "work_cost", "actual_cost")),
    ),
)  # fmt: skip
TaskLinkForm = object_form(TaskLink, (("", ("project", "predecessor", "successor", "kind", "lag", "is_elapsed")),))
TaskAssignmentForm = object_form(TaskAssignment, (("", ("project", "task", "person", "role_name", "units", "work")),))
ChecklistItemForm = object_form(ChecklistItem, (("", ("project", "task", "label", "is_done", "position")),))
BaselineForm = object_form(Baseline, (("", ("name", "project", "taken_on", "reason", "decision")),))
