"""Write one Task element with its links and baselines."""

from __future__ import annotations

from integrations.project_xml.document import DocumentBaseline, DocumentLink, DocumentTask
from integrations.project_xml.markup import Markup, hundredths, period
from integrations.project_xml.task_rows import CONSTRAINTS, LINK_KINDS
from integrations.project_xml.units import code_of

FIXED_DURATION = 1


def write_task(markup: Markup, task: DocumentTask, outline: str) -> None:
    """The task; `outline` is its place in the tree, such as 1.2."""
    markup.row = f"Task {task.row or task.uid}"
    with markup.inside("Task"):
        _write_nature(markup, task, outline)
        _write_duration(markup, task)
        _write_floats(markup, task)
        _write_progress(markup, task)
        _write_limits(markup, task)
        markup.write("PhysicalPercentComplete", task.physical_percent_complete)
        for link in task.links:
            _write_link(markup, link)
        for baseline in task.baselines:
            write_baseline(markup, baseline, code_of("d", task.is_elapsed))


def _write_nature(markup: Markup, task: DocumentTask, outline: str) -> None:
    markup.write("UID", task.uid)
    markup.write("GUID", task.guid)
    markup.write("ID", task.row)
    markup.write("Name", task.name)
    markup.write("Active", task.is_active)
    markup.write("Manual", task.is_manual)
    # So that work which changes in MS Project moves no date of ours.
    markup.write("Type", FIXED_DURATION)
    markup.write("IsNull", False)
    markup.write("Contact", task.contact)
    markup.write("WBS", task.wbs)
    markup.write("OutlineNumber", outline)
    markup.write("OutlineLevel", task.level)
    markup.write("Priority", task.priority)


def _write_duration(markup: Markup, task: DocumentTask) -> None:
    markup.write("Start", task.calculated.start)
    markup.write("Finish", task.calculated.finish)
    markup.write("Duration", period(task.duration))
    markup.write("ManualStart", task.manual_start)
    markup.write("ManualFinish", task.manual_finish)
    markup.write("ManualDuration", period(task.manual_duration))
    markup.write("DurationFormat", code_of(task.unit, task.is_elapsed, task.is_estimated))
    markup.write("Work", period(task.work))
    markup.write("EffortDriven", False)
    markup.write("Estimated", task.is_estimated)
    markup.write("Milestone", task.is_milestone)
    markup.write("Summary", task.is_summary)


def _write_floats(markup: Markup, task: DocumentTask) -> None:
    found = task.calculated
    markup.write("Critical", found.is_critical)
    markup.write("EarlyStart", found.early_start)
    markup.write("EarlyFinish", found.early_finish)
    markup.write("LateStart", found.late_start)
    markup.write("LateFinish", found.late_finish)
    markup.write("FreeSlack", None if found.free_slack is None else found.free_slack * 10)
    markup.write("TotalSlack", None if found.total_slack is None else found.total_slack * 10)


def _write_progress(markup: Markup, task: DocumentTask) -> None:
    markup.write("FixedCost", hundredths(task.fixed_cost))
    markup.write("PercentComplete", task.percent_complete)
    markup.write("Cost", hundredths(task.cost))
    markup.write("ActualStart", task.actual_start)
    markup.write("ActualFinish", task.actual_finish)
    markup.write("ActualDuration", period(task.actual_duration))
    markup.write("ActualCost", hundredths(task.actual_cost))
    markup.write("ActualWork", period(task.actual_work))
    markup.write("RemainingDuration", period(task.remaining))
    markup.write("RemainingCost", hundredths(task.remaining_cost))
    markup.write("RemainingWork", period(task.remaining_work))


def _write_limits(markup: Markup, task: DocumentTask) -> None:
    markup.write("ConstraintType", CONSTRAINTS.index(task.constraint))
    markup.write("CalendarUID", -1 if task.calendar is None else task.calendar)
    markup.write("ConstraintDate", task.constraint_date)
    markup.write("Deadline", task.deadline)
    markup.write("IgnoreResourceCalendar", task.ignores_resource_calendars)
    markup.write("Notes", task.notes)


def _write_link(markup: Markup, link: DocumentLink) -> None:
    with markup.inside("PredecessorLink"):
        markup.write("PredecessorUID", link.predecessor)
        markup.write("Type", LINK_KINDS.index(link.kind))
        markup.write("CrossProject", False)
        markup.write("LinkLag", link.lag if link.is_percent else link.lag * 10)
        markup.write("LagFormat", code_of(link.unit, link.is_elapsed))


def write_baseline(markup: Markup, baseline: DocumentBaseline, unit: int | None = None) -> None:
    """A baseline of a task (with the code of the unit of its duration) or of an assignment."""
    with markup.inside("Baseline"):
        markup.write("Number", baseline.number)
        markup.write("Start", baseline.start)
        markup.write("Finish", baseline.finish)
        markup.write("Duration", period(baseline.duration))
        markup.write("DurationFormat", unit)
        markup.write("Work", period(baseline.work))
        markup.write("Cost", hundredths(baseline.cost))
        markup.write("FixedCost", hundredths(baseline.fixed_cost))
