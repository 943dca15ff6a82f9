"""Progress of one task as a project manager reports it, and the actual dates that follow from it.

More than nothing begins a task where the plan put it, unless its actual start is known; all of it finishes it where
the plan put its finish; less takes the actual finish back, nothing the actual start too. What remains follows anew.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from ...choices import ProgressBy
from ...models import ChecklistItem, Task
from .edit import Edit, Refused, wire

KEPT = ("percent_complete", "units_done", "actual_start", "actual_finish", "remaining")
WHOLE = Decimal(100)


def set_progress(edit: Edit, command: Mapping) -> None:
    """`percent`, `units_done` or `items` (id → done) of a task without parts. Raises Refused."""
    task = edit.leaf(command.get("task"))
    before = {name: wire(getattr(task, name)) for name in KEPT}
    undone = {"do": "progress", "task": task.pk}
    if "items" in command:
        undone["items"], percent = _check(edit, task, command["items"])
    elif "units_done" in command:
        percent = _count(task, command["units_done"])
    else:
        percent = _estimate(task, _decimal(command.get("percent")))
    _date(edit, task, percent)
    edit.touch(task)
    edit.inverse.append({"do": "change", "task": task.pk, "fields": before})
    if "items" in undone:
        edit.inverse.append(undone)


def _decimal(value) -> Decimal:
    try:
        found = Decimal(str(value).replace(",", ".").replace("%", "").strip())
    except InvalidOperation:
        found = Decimal(-1)
    if not (found.is_finite() and 0 <= found <= WHOLE):
        raise Refused(_("Enter a percentage from 0 to 100."), "percent")
    return found.quantize(Decimal("0.01"))


def _estimate(task: Task, percent: Decimal) -> Decimal:
    if task.progress_by == ProgressBy.UNITS and task.units_total:
        task.units_done = (task.units_total * percent / WHOLE).quantize(Decimal("0.01"))
    elif task.progress_by == ProgressBy.CHECKLIST and ChecklistItem.objects.filter(task=task).exists():
        raise Refused(_("The progress of “%(name)s” follows its check-list.") % {"name": task.name}, "percent")
    elif task.progress_by == ProgressBy.BOARD and task.column_id:
        raise Refused(_("The progress of “%(name)s” follows the board.") % {"name": task.name}, "percent")
    task.percent_complete = percent
    return percent


def _count(task: Task, value) -> Decimal:
    try:
        done = Decimal(str(value))
    except InvalidOperation as error:
        raise Refused(_("Enter a number."), "units_done") from error
    if not done.is_finite() or done < 0 or not task.units_total:
        raise Refused(_("The number of units in all is not known."), "units_done")
    task.units_done = done
    return min(done / task.units_total, Decimal(1)) * WHOLE


def _check(edit: Edit, task: Task, wanted) -> tuple[dict[str, bool], Decimal]:
    """What the items were, and the percentage that the list makes of it."""
    items = {str(item.pk): item for item in ChecklistItem.objects.select_for_update(of=("self",)).filter(task=task)}
    if not items or not isinstance(wanted, Mapping) or not set(map(str, wanted)) <= set(items):
        raise Refused(_("This is not on the check-list of “%(name)s”.") % {"name": task.name}, "items")
    before = {key: items[str(key)].is_done for key in wanted}
    for key, done in wanted.items():
        item = items[str(key)]
        if item.is_done != bool(done):
            item.is_done = bool(done)
            item.save(update_fields=["is_done"])
    return before, WHOLE * sum(item.is_done for item in items.values()) / len(items)


def _date(edit: Edit, task: Task, percent: Decimal) -> None:
    found = edit.schedules.get(task.pk)
    task.remaining = None
    if percent == 0:
        task.actual_start = task.actual_finish = None
        return
    if task.actual_start is None and found:
        task.actual_start = found.start
    if percent < WHOLE:
        task.actual_finish = None
    elif task.actual_finish is None and found:
        task.actual_finish = max(found.finish, task.actual_start)
