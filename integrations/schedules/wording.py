"""What can be wrong in a file with a plan, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integrations.cell_values import REASONS
from integrations.project_xml import CellProblem

ROWS = {
    "Task": _("Task"),
    "Row": _("Row"),
    "Calendar": _("Calendar"),
    "Resource": _("Resource"),
    "Assignment": _("Assignment"),
    "Project": _("Project"),
    "Baseline": _("Baseline"),
}
PROBLEMS = {
    "unreadable_value": _("the value cannot be read and was left out"),
    "unwritable_character": _("a character that no file can hold was left out"),
    "more_problems": _("so many more values cannot be read"),
    "scheduled_from_finish": _("the plan counts back from its finish; here it is planned from its start"),
    "unknown_recurrence": _("this kind of recurring exception is not known"),
    "not_a_duration": _("not a duration, such as 2d, 4h or 1.5w"),
    "not_a_link": _("not a predecessor, such as 3, 3FS+2d or 5SS"),
    "unknown_predecessor": _("the file has no task of this number"),
    "unknown_constraint": _("not a constraint"),
    "constraint_without_date": _("the constraint has no date and was left out"),
    "finish_before_start": _("the finish is before the start"),
    "actual_finish_before_start": _("the actual finish is before the actual start and was left out"),
    "self_link": _("a task cannot wait for itself"),
    "repeated_link": _("a second link between the same tasks was left out"),
    "repeated_task": _("an earlier task has the same number; this one was left out"),
    "percent_lag": _("a lag in percent was turned into minutes"),
    "calendar_not_allowed": _("you may not add calendars: the project's calendar is used"),
    "unknown_calendar": _("the file has no such calendar: the project's is used"),
    "frozen_baseline": _("the baseline is approved and stays as it is"),
    "baseline_without_dates": _("the baseline has no start or finish and was left out"),
    "unknown_person": _("nobody is known by this name: kept as the name of a role"),
    "unknown_assignment": _("the file has no such task or resource"),
}


def problem_words(problem: CellProblem) -> str:
    """One sentence without the row: “Duration: not a duration, such as … (2 moons)”."""
    reason = PROBLEMS.get(problem.code) or REASONS.get(problem.code) or problem.code
    words = f"{problem.element}: {reason}" if problem.element else str(reason)
    return f"{words} ({problem.value})" if problem.value else words


def row_words(row: str) -> str:
    """The row a problem is of, such as “Task 12”."""
    kind, _space, rest = row.partition(" ")
    return f"{ROWS.get(kind, kind)} {rest}".rstrip()
