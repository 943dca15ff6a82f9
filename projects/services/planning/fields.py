"""Which fields of a task a plan's editor may set, and how a typed value becomes one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import gettext as _

from accounts.models import Calendar, Person

from ...choices import Constraint
from ...models import Task
from .edit import Edit, Refused, wire
from .typed import duration_minutes, first_moment, last_moment

PLAIN = frozenset({
    "name", "description", "priority", "is_milestone", "constraint", "is_manual", "progress_by", "percent_complete",
    "units_total", "units_done", "story_points",
})  # fmt: skip
STARTS = frozenset({"constraint_date", "manual_start", "actual_start"})
ENDS = frozenset({"deadline", "manual_finish", "actual_finish"})
SIZES = frozenset({"work", "remaining"})
LINKED = {"responsible": Person, "calendar": Calendar}
MONEY = frozenset({"fixed_cost", "work_cost", "actual_cost"})
# In the order in which they are put back: a duration also sets what follows from it.
DATED = ("duration", "is_milestone", "constraint", "constraint_date", "is_manual", "manual_start", "manual_finish",
         "actual_start", "actual_finish")  # fmt: skip


def set_fields(edit: Edit, task: Task, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Put the values on the task and return what they were. Raises Refused that names the field."""
    before = {name: _kept(task, name) for name in _written(edit, fields)}
    lasted = _lasting(task)
    for name, value in fields.items():
        if not isinstance(value, str | int | float | None):
            raise Refused(_("This value cannot be used."), name)
        try:
            _set(edit, task, name, value)
        except ValidationError as error:
            raise Refused(" ".join(error.messages), name) from error
    _follow(edit, task, lasted, fields)
    return {name: value for name, value in before.items() if value != _kept(task, name)}


def _written(edit: Edit, fields: Mapping) -> list[str]:
    """The columns that these fields may change."""
    names = [name for name in fields if name not in SPECIAL]
    return list(dict.fromkeys([*names, *((*DATED, *_following(edit)) if set(fields) & set(SPECIAL) else ())]))


def _following(edit: Edit) -> tuple[str, ...]:
    return ("work", "work_cost") if edit.changes_money else ("work",)


def _lasting(task: Task) -> int:
    return 0 if task.is_milestone else task.duration


def _follow(edit: Edit, task: Task, lasted: int, fields: Mapping) -> None:
    """Effort and the cost of the work grow and shrink with the duration; a fixed cost stays, and what is said counts.

    Amounts are changed only for whoever may change money. What a finished task took and cost is known.
    """
    lasts = _lasting(task)
    if not lasted or not lasts or lasted == lasts or task.actual_finish:
        return
    for name in _following(edit):
        value = getattr(task, name)
        if value and name not in fields:
            field = cast(Field, Task._meta.get_field(name))
            places = getattr(field, "decimal_places", 0)
            grown = round(Decimal(value) * lasts / lasted, places)
            setattr(task, name, field.to_python(grown))


def _kept(task: Task, name: str):
    return wire(getattr(task, f"{name}_id" if name in LINKED else name, None))


def _set(edit: Edit, task: Task, name: str, value) -> None:
    if name in SPECIAL:
        SPECIAL[name](edit, task, value)
    elif name in LINKED:
        _set_link(edit, task, name, value)
    elif name in PLAIN or (name in MONEY and edit.changes_money):
        field = cast(Field, Task._meta.get_field(name))
        setattr(task, name, "" if value is None and not field.null else field.to_python(value))
    elif name in STARTS:
        setattr(task, name, first_moment(value))
    elif name in ENDS:
        setattr(task, name, last_moment(value))
    elif name in SIZES:
        setattr(task, name, None if value in (None, "") else duration_minutes(value, edit.units))
    else:
        raise Refused(_("You may not set “%(field)s” here.") % {"field": name}, name)


def _set_link(edit: Edit, task: Task, name: str, value) -> None:
    if value in (None, ""):
        setattr(task, name, None)
        return
    rows = LINKED[name].objects.allowed(edit.actor) if name == "responsible" else LINKED[name].objects
    found = rows.filter(pk=value).first() if isinstance(value, int) else None
    if found is None:
        raise Refused(_("This does not exist, or you may not see it."), name)
    setattr(task, name, found)


def _set_duration(edit: Edit, task: Task, value) -> None:
    """A duration of nothing makes a milestone, any other ends being one."""
    minutes = duration_minutes(value, edit.units)
    _leaf(edit, task)
    task.is_milestone = minutes == 0
    if minutes:
        task.duration = minutes
    if task.is_manual and task.manual_start and task.manual_finish:
        task.manual_finish = edit.calendar_of(task).add(task.manual_start, minutes)


def _set_start(edit: Edit, task: Task, value) -> None:
    """Of a task under way the actual start, of one dated by hand its own date, else “start no earlier than”."""
    moment = first_moment(value)
    if task.actual_start and moment:
        task.actual_start = moment
    elif task.is_manual and moment:
        task.manual_start = edit.calendar_of(task).next_start(moment)
        task.manual_finish = edit.calendar_of(task).add(task.manual_start, 0 if task.is_milestone else task.duration)
    else:
        task.constraint = Constraint.SNET if moment else Constraint.ASAP
        task.constraint_date = moment


def _set_finish(edit: Edit, task: Task, value) -> None:
    """The finish makes the duration, from where the task starts now; a task that is done finished then."""
    _leaf(edit, task)
    moment = last_moment(value)
    start = _start_of(edit, task)
    if moment is None or start is None:
        raise Refused(_("Enter a date."), "finish")
    if task.actual_finish:
        task.actual_finish = moment
        return
    minutes = edit.calendar_of(task).between(start, moment)
    if minutes <= 0:
        raise Refused(_("The finish must not be before the start."), "finish")
    task.duration, task.is_milestone = minutes, False
    if task.is_manual:
        task.manual_finish = edit.calendar_of(task).add(start, minutes)


def _start_of(edit: Edit, task: Task) -> datetime | None:
    found = edit.schedules.get(task.pk)
    return task.actual_start or (task.manual_start if task.is_manual else None) or (found.start if found else None)


def _leaf(edit: Edit, task: Task) -> None:
    edit.leaf(task.pk)


SPECIAL: dict[str, Callable] = {"duration": _set_duration, "start": _set_start, "finish": _set_finish}
