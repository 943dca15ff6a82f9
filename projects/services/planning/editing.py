"""Edit a plan: a list of commands checked as one, written in one transaction, answered by what moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from pmo.access import may

from ...models import PlanState, Project, Task, TaskLink
from .commands import COMMANDS, NEEDS
from .edit import Edit, Refused, wire
from .fields import ENDS, LINKED, PLAIN, SIZES, STARTS
from .scheduling import held_plan, recalculate

MOST_COMMANDS = 2000
NEED_VERSION = frozenset(COMMANDS) - {"create", "restore", "link", "change_link", "unlink"}


class PlanProblems(Exception):
    """Commands that cannot be carried out: {index, task, name, field, text} each. Nothing was written."""

    def __init__(self, problems: list[dict]):
        super().__init__("; ".join(problem["text"] for problem in problems))
        self.problems = problems


class PlanConflict(Exception):
    """Rows that somebody else changed: {index, task, name, version, theirs, mine} each. Nothing was written."""

    def __init__(self, conflicts: list[dict]):
        super().__init__("changed meanwhile")
        self.conflicts = conflicts


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a plan stands as a whole. The cost is that of all its tasks."""

    finish: datetime | None
    critical_count: int
    cost: Decimal


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """What an edit moved: ids of tasks and links that are new or other, and of those that are gone."""

    state: PlanState
    changed: list[int]
    removed: list[int]
    links: list[int]
    links_removed: list[int]
    inverse: list[dict]
    created: dict[str, int]
    before: Outlook
    after: Outlook
    shown: dict[str, Any] = field(default_factory=dict)


def edit_plan(
    actor, *, project: Project, commands: list[Mapping], now: datetime, dry_run: bool = False, show=None
) -> PlanAnswer:
    """Carry out the commands, schedule the plan anew and say what moved.

    All or nothing. Each command that names an existing task carries the `version` that the editor saw.
    `dry_run` computes and takes everything back; `show(answer)` is called before that, to read rows as they would
    be, and its result is kept as `shown`. Raises PermissionDenied, PlanProblems, PlanConflict.
    """
    _check_shape(commands)
    with transaction.atomic():
        state = held_plan(project)
        before = outlook(project, state)
        edit = Edit(actor, project, commands)
        _check_rights(edit, commands)
        _check_versions(edit, commands)
        _carry_out(edit, commands)
        answer = _answer(edit, before, now)
        if show is not None:
            answer = replace(answer, shown=show(answer))
        if dry_run:
            transaction.set_rollback(True)
    return answer


def outlook(project: Project, state: PlanState) -> Outlook:
    """Finish, critical tasks and cost of the plan as it is."""
    cost = Task.objects.filter(project=project, is_scheduled=True).aggregate(
        cost=Sum(F("fixed_cost") + F("work_cost"), default=Decimal(0))
    )["cost"]
    return Outlook(state.finish, state.critical_count, cost)


def _check_shape(commands) -> None:
    if not isinstance(commands, list) or not 0 < len(commands) <= MOST_COMMANDS:
        raise PlanProblems([_problem(0, _("Send between 1 and %(most)d commands.") % {"most": MOST_COMMANDS})])
    problems = []
    for index, command in enumerate(commands):
        if not isinstance(command, Mapping) or command.get("do") not in COMMANDS:
            problems.append(_problem(index, _("There is no such command."), field="do"))
        elif command["do"] in NEED_VERSION and isinstance(command.get("task"), int):
            version = command.get("version")
            if isinstance(version, bool) or not isinstance(version, int):
                problems.append(_problem(index, _("Say which version of the task you have seen."), field="version"))
    if problems:
        raise PlanProblems(problems)


def _problem(index: int, text: str, *, task: Task | None = None, field: str = "") -> dict:
    return {
        "index": index,
        "task": task.pk if task else None,
        "name": task.name if task else "",
        "field": field,
        "text": str(text),
    }


def _check_rights(edit: Edit, commands: Iterable[Mapping]) -> None:
    """Whoever may change the plan may do everything; others report the progress of their own tasks."""
    needed = {NEEDS.get(command["do"], "change") for command in commands}
    if all(may(edit.actor, action, edit.project, "plan") for action in sorted(needed)):
        return
    own = set(Task.objects.allowed(edit.actor, "change").filter(pk__in=edit.tasks).values_list("pk", flat=True))
    if not all(command["do"] == "progress" and command.get("task") in own for command in commands):
        raise PermissionDenied(_("You may only report the progress of your own tasks in this plan."))


def _check_versions(edit: Edit, commands: list[Mapping]) -> None:
    found = []
    for index, command in enumerate(commands):
        key = command.get("task")
        if command["do"] not in NEED_VERSION or not isinstance(key, int) or key not in edit.seen:
            continue
        task = edit.tasks.get(key)
        if task is None or task.version != edit.seen[key]:
            found.append(_conflict(index, command, task))
    found += _link_conflicts(edit, commands)
    if found:
        raise PlanConflict(found)


SHOWN = PLAIN | STARTS | ENDS | SIZES | frozenset(LINKED) | {"duration", "start", "finish", "percent"}
"""What a conflict shows of either side; amounts only where they may be seen, so they are left out."""


def _conflict(index: int, command: Mapping, task: Task | None) -> dict:
    fields = command.get("fields")
    given: Mapping[str, Any] = fields if isinstance(fields, Mapping) else command
    mine = {name: value for name, value in given.items() if name in SHOWN | {"text"}}
    columns = {"start": "constraint_date", "percent": "percent_complete", "responsible": "responsible_id",
               "calendar": "calendar_id"}  # fmt: skip
    theirs = {name: wire(getattr(task, columns.get(name, name), None)) for name in mine if name in SHOWN and task}
    return {
        "index": index,
        "task": command["task"],
        "name": task.name if task else "",
        "version": task.version if task else None,
        "theirs": theirs,
        "mine": mine,
    }


def _link_conflicts(edit: Edit, commands: list[Mapping]) -> Iterable[dict]:
    for index, command in enumerate(commands):
        if command["do"] not in ("change_link", "unlink") or not isinstance(command.get("version"), int):
            continue
        try:
            row = edit.link(command)
        except Refused:
            continue  # said as a problem when the command's turn comes
        if row.version != command["version"]:
            names = ("kind", "lag", "is_elapsed")
            yield {
                "index": index, "task": row.successor_id, "name": str(row), "version": row.version,
                "theirs": {name: getattr(row, name) for name in names},
                "mine": {name: command[name] for name in names if name in command},
            }  # fmt: skip


def _carry_out(edit: Edit, commands: list[Mapping]) -> None:
    """Every command in turn, so that all problems are told at once."""
    problems = []
    for edit.number, command in enumerate(commands):
        try:
            COMMANDS[command["do"]](edit, command)
        except Refused as error:
            problems.append(_problem(edit.number, error.text, task=_named(edit, command), field=error.field))
        except ValidationError as error:
            problems += _invalid(edit, commands, error)
    try:
        edit.write()
    except ValidationError as error:
        problems += _invalid(edit, commands, error)
    if problems:
        raise PlanProblems(problems)


def _named(edit: Edit, command: Mapping) -> Task | None:
    key = command.get("task", command.get("successor", command.get("ref")))
    if isinstance(key, str):
        return edit.refs.get(key)
    return edit.tasks.get(key) if isinstance(key, int) else None


def _invalid(edit: Edit, commands: list[Mapping], error: ValidationError) -> list[dict]:
    number = getattr(error, "number", edit.number)
    task = _named(edit, commands[number])
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [
        _problem(number, " ".join(texts), task=task, field="" if name == "__all__" else name)
        for name, texts in by_field.items()
    ]


def _answer(edit: Edit, before: Outlook, now: datetime) -> PlanAnswer:
    written = [task for key, task in edit.tasks.items() if key not in edit.gone]
    fresh = {row.pk: row for row in Task.objects.filter(pk__in=[task.pk for task in written])}
    moved = recalculate(edit.project, now=max([now, *(row.updated_at for row in fresh.values())]))
    changed = set(moved.changed) | edit.shifted | {task.pk for task in written if fresh[task.pk].is_scheduled}
    versions = {key: row.version for key, row in fresh.items()}
    return PlanAnswer(
        state=moved.state,
        changed=sorted(changed),
        removed=sorted({*moved.removed, *edit.gone}),
        links=sorted(edit.links_touched),
        links_removed=sorted(edit.links_gone),
        inverse=_versioned(edit, versions),
        created={ref: task.pk for ref, task in edit.refs.items()},
        before=before,
        after=outlook(edit.project, moved.state),
    )


def _versioned(edit: Edit, versions: Mapping[int, int]) -> list[dict]:
    """The commands that take the edit back, last first, each with the version it leads from."""
    rows = TaskLink.objects.filter(pk__in=edit.links_touched)
    links = {ends: version for *ends_, version in rows.values_list("predecessor_id", "successor_id", "version")
             for ends in [tuple(ends_)]}  # fmt: skip
    found = []
    for command in reversed(edit.inverse):
        if command["do"] in ("unlink", "change_link"):
            version = links.get((command["predecessor"], command["successor"]))
        else:
            version = versions.get(command.get("task"))
        found.append(command if version is None else {**command, "version": version})
    return found
