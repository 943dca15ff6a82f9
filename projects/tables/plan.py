"""Columns of lists of tasks, links and baselines."""

from django.utils.translation import gettext_lazy as _

from pmo.tables import Choice, Column, Day, Link, Number, Percent, Related, Table, YesNo

from ..models import Baseline, ChecklistItem, Task, TaskAssignment, TaskLink


class TaskTable(Table):
    model = Task
    columns = (
        Column("wbs", path="schedule__wbs", label=_("WBS")),
        Link("name"),
        Related("project"),
        Related("responsible", editable=True),
        Day("start", path="schedule__start", label=_("Start")),
        Day("finish", path="schedule__finish", label=_("Finish")),
        Percent("percent", path="schedule__percent_complete", label=_("Complete")),
        YesNo("is_critical", path="schedule__is_critical", label=_("Critical")),
        Choice("priority", editable=True, extra=True),
        Related("column", editable=True, extra=True),
        Related("sprint", editable=True, extra=True),
        Number("story_points", editable=True, extra=True),
    )
    default_order = ("project__sort_key", "schedule__row_number")
    bulk_fields = ("responsible", "priority", "sprint", "column", "is_scheduled")


class TaskLinkTable(Table):
    model = TaskLink
    columns = (
        Link("link", label=_("Link"), shows_row=True),
        Choice("kind", editable=True),
        Number("lag", label=_("Lag (minutes)"), editable=True),
        YesNo("is_elapsed"),
    )
    default_order = ("project__sort_key", "pk")
    bulk_fields = ("kind", "lag")


class TaskAssignmentTable(Table):
    model = TaskAssignment
    columns = (
        Link("assignment", label=_("Assignment"), shows_row=True),
        Related("task"),
        Related("person"),
        Column("role_name"),
        Percent("units", editable=True),
    )
    default_order = ("project__sort_key", "pk")
    bulk_fields = ("units",)


class ChecklistItemTable(Table):
    model = ChecklistItem
    columns = (Link("label", shows_row=True), Related("task"), YesNo("is_done", editable=True), Number("position"))
    default_order = ("task__sort_key", "position")
    bulk_fields = ("is_done",)


class BaselineTable(Table):
    model = Baseline
    columns = (
        Link("name"),
        Related("project"),
        Choice("state"),
        YesNo("is_current"),
        Day("taken_on"),
        Day("start", label=_("Start")),
        Day("finish", label=_("Finish")),
        Day("approved_on"),
        Related("approved_by"),
    )
    default_order = ("project__sort_key", "-taken_on")
