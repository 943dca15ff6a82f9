"""Tasks of a file written into a project: recognised by their number in the file, new, changed or as they were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery

from integrations.project_xml import DocumentTask, ProjectDocument
from integrations.schedules.report import CHANGED, GONE, NEW, REJECTED, UNCHANGED, Outcome, ScheduleReport
from integrations.schedules.values import cleaned, row_of, values_of
from pmo.models import ExternalReference
from projects.models import Project, Task

OWN_NUMBERS = 1_000_000
"""In our exports a task that no file has numbered has its id and so much more as its number."""

BATCH = 1000
STEP = 10


def source_of(project: Project) -> str:
    """Whose numbers the tasks of a project's files are."""
    return f"plan:{project.pk}"


def numbered_tasks(project: Project) -> dict[int, int]:
    """Ids of the tasks by the number that files gave them."""
    return {int(key): pk for key, pk in _references(project).values_list("key", "object_id") if key.isdecimal()}


def file_number(project: Project) -> Subquery:
    """For a queryset of tasks: the number that files gave each, as text."""
    return Subquery(_references(project).filter(object_id=OuterRef("pk")).order_by("-pk").values("key")[:1])


def _references(project: Project):
    kind = ContentType.objects.get_for_model(Task)
    return ExternalReference.objects.filter(content_type=kind, source=source_of(project))


def parents_of(tasks: list[DocumentTask]) -> dict[int, int | None]:
    """Number of the summary of each task, by the levels of the outline, in the order of the file."""
    path: list[DocumentTask] = []
    found: dict[int, int | None] = {}
    for task in tasks:
        while path and path[-1].level >= task.level:
            path.pop()
        found[task.uid] = path[-1].uid if path else None
        path.append(task)
    return found


class TaskWriter:
    """Writes the tasks; afterwards `rows` has our task by the file's number."""

    def __init__(self, project: Project, report: ScheduleReport, *, with_money: bool):
        self.project, self.report, self.with_money = project, report, with_money
        self.rows: dict[int, Task] = {}

    def write(self, document: ProjectDocument, calendars: Mapping[int, int | None]) -> None:
        """Every task of the file, in its order and outline. `calendars`: our calendar by number of the task."""
        kept = self._without_repeated(document)
        existing = {task.pk: task for task in Task.objects.filter(project=self.project)}
        known = {uid: existing[pk] for uid, pk in numbered_tasks(self.project).items() if pk in existing}
        own = {OWN_NUMBERS + pk: task for pk, task in existing.items()}
        fresh: list[tuple[DocumentTask, Task]] = []
        changed: dict[int, tuple[Task, tuple[str, ...]]] = {}
        for task in kept:
            values = values_of(task, self.report.report, self.with_money) | {"calendar_id": calendars.get(task.uid)}
            row = known.get(task.uid) or own.get(task.uid)
            if row is None:
                row = Task(project=self.project, **values)
                fresh.append((task, row))
            else:
                changed[task.uid] = row, self._changed(row, values)
            cleaned(row, task, tuple(values), self.report.report)
            self.rows[task.uid] = row
        numbers = {task.uid for task, _ in fresh}
        above = parents_of(kept)
        moved = self._number(above, numbers)
        self._create([task for task, _ in fresh], above)
        moved |= self._move_below(above, numbers)
        self._update(kept, changed, moved, numbers)
        self._name_gone(known)

    def _without_repeated(self, document: ProjectDocument) -> list[DocumentTask]:
        seen: set[int] = set()
        kept = []
        for task in document.tasks:
            # Level 0 is the project itself.
            if task.level <= 0:
                continue
            if task.uid in seen:
                self.report.report("repeated_task", row_of(task), "UID", task.uid)
                self.report.add(Outcome(task.uid, task.name, REJECTED))
            else:
                seen.add(task.uid)
                kept.append(task)
        return kept

    def _changed(self, row: Task, values: Mapping[str, Any]) -> tuple[str, ...]:
        names = tuple(name for name, value in values.items() if getattr(row, name) != value)
        for name in names:
            setattr(row, name, values[name])
        return names

    def _number(self, above: Mapping[int, int | None], fresh: set[int]) -> set[int]:
        """Places of siblings that are new or stand in another order; numbers of the tasks that change theirs."""
        siblings: dict[int | None, list[int]] = {}
        for uid, parent in above.items():
            siblings.setdefault(parent, []).append(uid)
        moved: set[int] = set()
        for uids in siblings.values():
            if fresh.intersection(uids) or not self._in_order(uids):
                moved.update(uid for uid in self._numbered(uids) if uid not in fresh)
        return moved

    def _create(self, fresh: list[DocumentTask], above: Mapping[int, int | None]) -> None:
        """New tasks, parents before their children."""
        by_depth: dict[int, list[Task]] = {}
        depth: dict[int | None, int] = {None: 0}
        for uid, parent in above.items():
            depth[uid] = depth[parent] + 1
        for task in fresh:
            by_depth.setdefault(depth[task.uid], []).append(self.rows[task.uid])
        parents = {id(self.rows[uid]): self.rows[parent] for uid, parent in above.items() if parent is not None}
        for _depth, rows in sorted(by_depth.items()):
            for row in rows:
                row.parent = parents.get(id(row))
            Task.objects.bulk_create(rows, batch_size=BATCH)
        kind, source = ContentType.objects.get_for_model(Task), source_of(self.project)
        keys = {str(task.uid): self.rows[task.uid].pk for task in fresh}
        # A number whose task is gone for good stands for the new one.
        ExternalReference.objects.filter(content_type=kind, source=source, key__in=list(keys)).delete()
        ExternalReference.objects.bulk_create(
            [ExternalReference(content_type=kind, object_id=pk, source=source, key=key) for key, pk in keys.items()],
            batch_size=BATCH,
        )

    def _move_below(self, above: Mapping[int, int | None], fresh: set[int]) -> set[int]:
        """Tasks that were here already and have another parent now."""
        moved = set()
        for uid, parent in above.items():
            wanted = self.rows[parent].pk if parent is not None else None
            if uid not in fresh and self.rows[uid].parent_id != wanted:
                self.rows[uid].parent_id = wanted
                moved.add(uid)
        return moved

    def _in_order(self, uids: list[int]) -> bool:
        places = [(self.rows[uid].position, self.rows[uid].pk) for uid in uids]
        return places == sorted(places)

    def _numbered(self, uids: list[int]) -> list[int]:
        """Give siblings their places; those whose place was another."""
        found = []
        for place, uid in enumerate(uids, start=1):
            if self.rows[uid].position != STEP * place:
                self.rows[uid].position = STEP * place
                found.append(uid)
        return found

    def _update(self, kept: list[DocumentTask], changed: dict, moved: set[int], fresh: set[int]) -> None:
        names = sorted({name.removesuffix("_id") for _, names in changed.values() for name in names})
        rows = [row for row, fields in changed.values() if fields]
        if rows:
            Task.objects.bulk_update(rows, names, batch_size=BATCH)
        if moved:
            Task.objects.bulk_update([self.rows[uid] for uid in moved], ["parent", "position"], batch_size=BATCH)
        for task in kept:
            fields = changed[task.uid][1] if task.uid in changed else ()
            if task.uid not in fresh and task.uid in moved:
                fields = (*fields, "position")
            outcome = NEW if task.uid in fresh else CHANGED if fields else UNCHANGED
            self.report.add(Outcome(task.uid, self.rows[task.uid].name, outcome, fields))

    def _name_gone(self, known: Mapping[int, Task]) -> None:
        for uid, row in known.items():
            if uid not in self.rows:
                self.report.add(Outcome(uid, row.name, GONE))
