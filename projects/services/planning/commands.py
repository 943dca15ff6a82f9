"""The commands of a plan's editor: what each does to the rows, and the command that takes it back."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from pmo.bin import CannotRestore, put_in_bin, restore
from pmo.models import BinEntry

from ...choices import LinkKind
from ...models import Task, TaskLink
from .edit import Edit, Refused
from .fields import set_fields
from .places import Misplaced
from .progress import set_progress
from .typed import duration_minutes, typed_links

LONGEST_LAG = 10_000_000
LONGEST_NAME = Task._meta.get_field("name").max_length or 0


def create(edit: Edit, command: Mapping) -> None:
    """A task below `parent` and after `after`, or at the end; `ref` is what later commands call it."""
    parent = edit.placed(command["parent"]) if command.get("parent") is not None else None
    after = _after(edit, command, parent)
    fields = command.get("fields") or {}
    if not isinstance(fields, Mapping):
        raise Refused(_("Say which fields to change."))
    fields = dict(fields)
    name = str(fields.get("name") or _("New task"))
    if len(name) <= LONGEST_NAME:
        fields.pop("name", None)
    # A longer one is refused with the other fields, by the rule for names.
    task = Task(project=edit.project, name=name[:LONGEST_NAME])
    task.save()
    edit.tasks[task.pk] = task
    if isinstance(command.get("ref"), str):
        edit.refs[command["ref"]] = task
    _put(edit, task, parent.pk if parent else None, after)
    set_fields(edit, task, fields)
    edit.touch(task)
    # What is new below what is new goes with it.
    if parent is None or parent.pk not in edit.fresh:
        edit.inverse.append({"do": "delete", "task": task.pk})
    edit.fresh.add(task.pk)


def _after(edit: Edit, command: Mapping, parent: Task | None) -> int | None:
    if "after" in command:
        return edit.task(command["after"]).pk if command["after"] is not None else None
    below = edit.places.below(parent.pk if parent else None)
    return below[-1] if below else None


def _put(edit: Edit, task: Task, parent: int | None, after: int | None) -> None:
    try:
        edit.places.put(task.pk, parent, after)
    except Misplaced as error:
        raise Refused(_("“%(name)s” cannot stand there.") % {"name": task.name}) from error


def change(edit: Edit, command: Mapping) -> None:
    """Fields of a task; `start` and `finish` are turned into what makes them."""
    task = edit.task(command.get("task"))
    fields = command.get("fields")
    if not isinstance(fields, Mapping):
        raise Refused(_("Say which fields to change."))
    before = set_fields(edit, task, fields)
    if before:
        edit.touch(task)
        edit.inverse.append({"do": "change", "task": task.pk, "fields": before})


def delete(edit: Edit, command: Mapping) -> None:
    """A task with everything below it, into the bin."""
    task = edit.task(command.get("task"))
    edit.write()
    entry = put_in_bin(task, actor=edit.actor)
    for key in edit.places.branch(entry.object_id):
        edit.gone.add(key)
    edit.places.forget(entry.object_id)
    edit.inverse.append({"do": "restore", "entry": entry.pk})


def put_back(edit: Edit, command: Mapping) -> None:
    """What was deleted, from the bin, under its old ids with its links."""
    number = command.get("entry") if isinstance(command.get("entry"), int) else None
    entry = BinEntry.objects.filter(pk=number, project_id=edit.project.pk, model="projects.task").first()
    if entry is None:
        raise Refused(_("This is not in the bin any more."))
    edit.write()
    try:
        task = restore(entry, actor=edit.actor)
    except CannotRestore as error:
        raise Refused(str(error)) from error
    edit.tasks[task.pk] = task
    edit.gone.discard(task.pk)
    del edit.places
    edit.links_touched |= _links_around(edit, task.pk)
    edit.inverse.append({"do": "delete", "task": task.pk})


def _links_around(edit: Edit, key: int) -> set[int]:
    branch = edit.places.branch(key)
    rows = TaskLink.objects.filter(project=edit.project)
    return set(rows.filter(predecessor__in=branch).values_list("pk", flat=True)) | set(
        rows.filter(successor__in=branch).values_list("pk", flat=True)
    )


def move(edit: Edit, command: Mapping) -> None:
    """Below `parent` (null: at the top), after `after` (null: first; not given: last)."""
    task = edit.placed(command.get("task"))
    parent = edit.placed(command["parent"]) if command.get("parent") is not None else None
    _move(edit, task, parent.pk if parent else None, _after(edit, command, parent))


def _move(edit: Edit, task: Task, parent: int | None, after: int | None) -> None:
    before = {"parent": edit.places.parent.get(task.pk), "after": edit.places.before(task.pk)}
    if after == task.pk:
        after = before["after"]
    _put(edit, task, parent, after)
    task.parent_id = parent
    edit.touch(task)
    edit.inverse.append({"do": "move", "task": task.pk, **before})


def indent(edit: Edit, command: Mapping) -> None:
    """Below the sibling above, as its last part."""
    task = edit.placed(command.get("task"))
    above = edit.places.before(task.pk)
    if above is None:
        raise Refused(_("There is no row above “%(name)s” that it could be part of.") % {"name": task.name})
    below = edit.places.below(above)
    _move(edit, task, above, below[-1] if below else None)


def outdent(edit: Edit, command: Mapping) -> None:
    """Out of the parent, just after it."""
    task = edit.placed(command.get("task"))
    parent = edit.places.parent.get(task.pk)
    if parent is None:
        raise Refused(_("“%(name)s” stands at the top already.") % {"name": task.name})
    _move(edit, task, edit.places.parent[parent], parent)


def up(edit: Edit, command: Mapping) -> None:
    """Before the sibling above; the first stays."""
    task = edit.placed(command.get("task"))
    above = edit.places.before(task.pk)
    if above is not None:
        _move(edit, task, edit.places.parent[task.pk], edit.places.before(above))


def down(edit: Edit, command: Mapping) -> None:
    """After the sibling below; the last stays."""
    task = edit.placed(command.get("task"))
    parent = edit.places.parent[task.pk]
    siblings = edit.places.below(parent)
    place = siblings.index(task.pk)
    if place + 1 < len(siblings):
        _move(edit, task, parent, siblings[place + 1])


def link(edit: Edit, command: Mapping) -> None:
    """`successor` waits for `predecessor`, by `kind`, `lag` and `is_elapsed`."""
    before, after = (edit.task(command.get(name)) for name in ("predecessor", "successor"))
    _add_link(edit, before, after, _how(edit, command))


def _add_link(edit: Edit, before: Task, after: Task, how: dict) -> None:
    if after.pk in edit.places.branch(before.pk) or before.pk in edit.places.branch(after.pk):
        raise Refused(_("A task cannot wait for itself or for what it is part of."))
    row = TaskLink(project=edit.project, predecessor=before, successor=after, **how)
    row.full_clean()
    row.save()
    edit.links_touched.add(row.pk)
    edit.inverse.append({"do": "unlink", **_ends(row)})


def _ends(row: TaskLink) -> dict[str, int]:
    return {"predecessor": row.predecessor_id, "successor": row.successor_id}


def _how(edit: Edit, command: Mapping) -> dict:
    """Kind and lag of a link, as far as given. The lag is in minutes or typed, such as "-2 d"."""
    found = {name: command[name] for name in ("kind", "lag", "is_elapsed") if name in command}
    if found.get("kind", LinkKind.FINISH_TO_START) not in LinkKind.values:
        raise Refused(_("This kind of link does not exist."), "kind")
    lag = found.get("lag", 0)
    if isinstance(lag, str):
        sign = -1 if lag.strip()[:1] in ("-", "\N{MINUS SIGN}") else 1
        found["lag"] = sign * duration_minutes(lag.strip().lstrip("+-\N{MINUS SIGN}"), edit.units)
    elif isinstance(lag, bool) or not isinstance(lag, int) or abs(lag) > LONGEST_LAG:
        raise Refused(_("This lag cannot be used."), "lag")
    return found


def change_link(edit: Edit, command: Mapping) -> None:
    """Kind, lag or its being elapsed."""
    _change_link(edit, edit.link(command), _how(edit, command))


def _change_link(edit: Edit, row: TaskLink, how: dict) -> None:
    before = {name: getattr(row, name) for name in how}
    if before == how:
        return
    for name, value in how.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    edit.links_touched.add(row.pk)
    edit.inverse.append({"do": "change_link", **_ends(row), **before})


def unlink(edit: Edit, command: Mapping) -> None:
    """The two tasks no longer wait for each other."""
    _unlink(edit, edit.link(command))


def _unlink(edit: Edit, row: TaskLink) -> None:
    how = {name: getattr(row, name) for name in ("kind", "lag", "is_elapsed")}
    edit.inverse.append({"do": "link", **_ends(row), **how})
    edit.links_gone.add(row.pk)
    edit.links_touched.discard(row.pk)
    row.delete()


def predecessors(edit: Edit, command: Mapping) -> None:
    """All predecessors of a task as typed, such as "3; 5SS+2d": rows by number or WBS code.

    `rows` are the tasks that the editor saw under these numbers, which may have moved since.
    """
    task = edit.task(command.get("task"))
    rows_seen = command.get("rows")
    seen = rows_seen if isinstance(rows_seen, Mapping) else {}
    wanted = {}
    for typed in typed_links(str(command.get("text") or ""), edit.units):
        before = edit.placed(seen[typed.row]) if typed.row in seen else _row(edit, typed.row)
        wanted[before.pk] = {"kind": typed.kind, "lag": typed.lag, "is_elapsed": typed.is_elapsed}
    rows = TaskLink.objects.select_for_update(of=("self",)).filter(project=edit.project, successor=task)
    for row in rows.order_by("pk"):
        how = wanted.pop(row.predecessor_id, None)
        if how is None:
            _unlink(edit, row)
        else:
            _change_link(edit, row, how)
    for key, how in wanted.items():
        _add_link(edit, edit.task(key), task, how)


def _row(edit: Edit, named: str) -> Task:
    for row in edit.schedules.values():
        if named in (str(row.row_number), row.wbs) and (named.isdigit() <= (named == str(row.row_number))):
            return edit.task(row.pk)
    raise Refused(_("There is no row %(number)s.") % {"number": named}, "text")


COMMANDS: dict[str, Callable[[Edit, Mapping], None]] = {
    "create": create, "change": change, "delete": delete, "restore": put_back, "move": move, "indent": indent,
    "outdent": outdent, "up": up, "down": down, "link": link, "change_link": change_link, "unlink": unlink,
    "predecessors": predecessors, "progress": set_progress,
}  # fmt: skip
NEEDS = {"create": "add", "restore": "add", "delete": "delete"}
"""The right that a command takes where it is not to change."""
