"""One edit of a plan under way: the rows it names, held and checked, and the changes not yet written."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pmo.access import may

from ...models import Project, Task, TaskLink, TaskSchedule
from .places import Places
from .reading import plan_calendars
from .typed import Units


class Refused(Exception):
    """A command that cannot be carried out, said for the editor."""

    def __init__(self, text: str, field: str = ""):
        super().__init__(text)
        self.text, self.field = str(text), field


def wire(value):
    """A value of a field as a command carries it."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value


class Edit:
    """The rows of one request. Tasks are looked up by id, or by the `ref` of a row that the request creates."""

    def __init__(self, actor, project: Project, commands: list[Mapping]):
        self.actor, self.project = actor, project
        self.seen = _versions_seen(commands)
        self.refs: dict[str, Task] = {}
        self.inverse: list[dict] = []
        self.touched: dict[int, int] = {}
        self.links_touched: set[int] = set()
        self.links_gone: set[int] = set()
        self.gone: set[int] = set()
        self.fresh: set[int] = set()
        self.shifted: set[int] = set()
        self.number = 0
        self.tasks = self._held([key for command in commands for key in _keys(command)])

    def _held(self, keys: list[int]) -> dict[int, Task]:
        """The tasks that the request names, held until the end of the transaction."""
        rows = Task.objects.filter(project=self.project, pk__in=set(keys)).order_by("pk")
        return {task.pk: task for task in rows.select_for_update(of=("self",))}

    @cached_property
    def places(self) -> Places:
        rows = Task.objects.filter(project=self.project, is_scheduled=True)
        return Places(rows.order_by("position", "pk").values_list("pk", "parent_id", "position"))

    @cached_property
    def schedules(self) -> dict[int, TaskSchedule]:
        """What the engine found before this edit."""
        return {row.pk: row for row in TaskSchedule.objects.filter(project=self.project)}

    @cached_property
    def calendars(self):
        return plan_calendars(self.project)

    @cached_property
    def units(self) -> Units:
        return Units.of(self.calendars[1])

    @cached_property
    def changes_money(self) -> bool:
        return may(self.actor, "change", self.project, "money")

    def calendar_of(self, task: Task):
        """The calendar that dates the task, by those who did it before this edit."""
        key = task.calendar_id or self.calendars_of_doers.get(task.pk)
        return self.calendars[0].get(key) or self.calendars[1]

    @cached_property
    def calendars_of_doers(self) -> dict[int, int | None]:
        rows = Task.objects.filter(project=self.project, is_scheduled=True, calendar=None).with_calendar()
        return dict(rows.values_list("pk", "works_by"))

    def task(self, key) -> Task:
        """The task a command names. Raises Refused."""
        if isinstance(key, str) and key in self.refs:
            return self.refs[key]
        try:
            number = int(key)
        except (TypeError, ValueError):
            number = 0
        if number not in self.tasks:
            self.tasks |= self._held([number]) if 0 < number < 2**63 else {}
        found = self.tasks.get(number)
        if found is None or number in self.gone:
            raise Refused(_("This task is not in the plan any more."))
        return found

    def placed(self, key) -> Task:
        """A task that stands in the plan, not on the board alone. Raises Refused."""
        task = self.task(key)
        if task.pk not in self.places.parent:
            raise Refused(_("“%(name)s” is on the board only.") % {"name": task.name})
        return task

    def leaf(self, key) -> Task:
        """A task that has no parts. Raises Refused."""
        task = self.task(key)
        if self.places.below(task.pk):
            raise Refused(_("“%(name)s” has parts: its dates and progress come from them.") % {"name": task.name})
        return task

    def touch(self, task: Task) -> None:
        """Have the task checked and written at the end, on behalf of the command under way."""
        self.touched[task.pk] = self.number

    def link(self, command: Mapping) -> TaskLink:
        """The link a command names, by its id or by its two tasks. Raises Refused."""
        rows = TaskLink.objects.select_for_update(of=("self",)).filter(project=self.project)
        if command.get("link"):
            found = rows.filter(pk=command["link"]).first() if isinstance(command["link"], int) else None
        else:
            ends = (self.task(command.get(name)).pk for name in ("predecessor", "successor"))
            found = rows.filter(**dict(zip(("predecessor_id", "successor_id"), ends, strict=True))).first()
        if found is None:
            raise Refused(_("This link is not in the plan any more."))
        return found

    def write(self) -> None:
        """Save what is open: places of rows, then fields. Raises ValidationError with the command's `number`."""
        for key, (parent, position) in self.places.settle().items():
            task = self.tasks.get(key)
            if task is None:
                Task.objects.filter(pk=key).update(parent=parent, position=position)
                self.shifted.add(key)
                continue
            task.parent_id, task.position = parent, position
            self.touched.setdefault(key, self.number)
        for key, number in self.touched.items():
            if key not in self.gone:
                self._save(self.tasks[key], number)
        self.touched = {}

    def _save(self, task: Task, number: int) -> None:
        try:
            task.full_clean(validate_unique=False)
        except ValidationError as error:
            error.number = number
            raise
        task.save()


def _keys(command: Mapping) -> list[int]:
    named = (command.get(name) for name in ("task", "parent", "after", "predecessor", "successor"))
    return [key for key in named if isinstance(key, int) and 0 < key < 2**63]


def _versions_seen(commands: list[Mapping]) -> dict[int, int]:
    """The version that the editor saw of each task."""
    return {
        command["task"]: command["version"]
        for command in reversed(commands)
        if isinstance(command.get("task"), int) and isinstance(command.get("version"), int)
    }
