"""Who works on the tasks of a file: people known by e-mail or name, else the name kept as that of a role."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from accounts.models import Person
from integrations.project_xml import DocumentResource, ProjectDocument
from integrations.schedules.report import CHANGED, NEW, UNCHANGED, ScheduleReport
from projects.models import Project, Task, TaskAssignment

BATCH = 1000
MOST_UNITS = Decimal(99999)


def write_assignments(
    project: Project, document: ProjectDocument, rows: Mapping[int, Task], actor, report: ScheduleReport
) -> None:
    """Assignments of the file added or brought up to date; others stay."""
    people = _people(document, actor, report)
    existing = {
        (row.task_id, row.person_id, "" if row.person_id else row.role_name): row
        for row in TaskAssignment.objects.filter(project=project)
    }
    fresh: dict[tuple, TaskAssignment] = {}
    changed = []
    for assignment in document.assignments:
        task, person = rows.get(assignment.task), people.get(assignment.resource)
        if task is None or person is None:
            if not any(each.uid == assignment.task and each.level <= 0 for each in document.tasks):
                report.report("unknown_assignment", f"Assignment {assignment.uid}")
            continue
        key = (task.pk, *person)
        units = min(max(Decimal(str(round(assignment.units * 100, 2))), Decimal(0)), MOST_UNITS)
        values = {"units": units, "work": assignment.work if assignment.work and assignment.work > 0 else None}
        row = existing.get(key) or fresh.get(key)
        if row is None:
            fresh[key] = TaskAssignment(project=project, task=task, person_id=person[0], role_name=person[1], **values)
        elif row.pk and any(getattr(row, name) != value for name, value in values.items()):
            row.units, row.work = values["units"], values["work"]
            changed.append(row)
        elif row.pk:
            report.count("assignment", UNCHANGED)
    TaskAssignment.objects.bulk_create(fresh.values(), batch_size=BATCH)
    if changed:
        TaskAssignment.objects.bulk_update(changed, ["units", "work"], batch_size=BATCH)
    report.count("assignment", NEW, len(fresh))
    report.count("assignment", CHANGED, len(changed))


def _people(document: ProjectDocument, actor, report: ScheduleReport) -> dict[int, tuple[int | None, str]]:
    """(id of the person, name of the role) by number of the resource; exactly one of the two is given."""
    used = {assignment.resource for assignment in document.assignments}
    found = {}
    for resource in document.resources:
        if resource.uid in used and resource.is_work:
            person = _person(resource, actor)
            name = (resource.name or f"Resource {resource.uid}")[:120]
            if person is None:
                report.report("unknown_person", f"Resource {name}", "", resource.email)
            found[resource.uid] = (person, "" if person else name)
    return found


def _person(resource: DocumentResource, actor) -> int | None:
    people = Person.objects.allowed(actor)
    if resource.email:
        by_address = people.filter(email__iexact=resource.email).values_list("pk", flat=True)[:2]
        if len(by_address) == 1:
            return by_address[0]
    return _named(resource.name, actor)


def _named(name: str, actor) -> int | None:
    found = Person.objects.allowed(actor).filter(name__iexact=name).values_list("pk", flat=True)[:2] if name else ()
    return found[0] if len(found) == 1 else None


def write_responsible(document: ProjectDocument, rows: Mapping[int, Task], actor) -> None:
    """Whoever the file names as the contact of a task, where it is one person we know; without one, as it was."""
    known = {name: _named(name, actor) for name in {task.contact for task in document.tasks} if name}
    changed = []
    for task in document.tasks:
        row, person = rows.get(task.uid), known.get(task.contact)
        if row is not None and person and row.responsible_id != person:
            row.responsible_id = person
            changed.append(row)
    Task.objects.bulk_update(changed, ["responsible"], batch_size=BATCH)
