"""Links of a file written between the tasks it became."""

from __future__ import annotations

from collections.abc import Mapping

from integrations.project_xml import DocumentLink, ProjectDocument
from integrations.schedules.report import CHANGED, NEW, UNCHANGED, ScheduleReport
from integrations.schedules.values import row_of
from projects.models import Project, Task, TaskLink

BATCH = 1000


def write_links(project: Project, document: ProjectDocument, rows: Mapping[int, Task], report: ScheduleReport) -> None:
    """Links between tasks of the file become those of the file; links to other tasks stay."""
    wanted = _wanted(document, rows, report)
    ours = {row.pk for row in rows.values()}
    existing = {(link.predecessor_id, link.successor_id): link for link in TaskLink.objects.filter(project=project)}
    fresh, changed = [], []
    for pair, values in wanted.items():
        link = existing.get(pair)
        if link is None:
            fresh.append(TaskLink(project=project, predecessor_id=pair[0], successor_id=pair[1], **values))
        elif any(getattr(link, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(link, name, value)
            changed.append(link)
    left = [link.pk for pair, link in existing.items() if pair not in wanted and set(pair) <= ours]
    TaskLink.objects.filter(pk__in=left).delete()
    TaskLink.objects.bulk_create(fresh, batch_size=BATCH)
    if changed:
        TaskLink.objects.bulk_update(changed, ["kind", "lag", "is_elapsed"], batch_size=BATCH)
    report.count("link", NEW, len(fresh))
    report.count("link", CHANGED, len(changed))
    report.count("link", UNCHANGED, len(wanted) - len(fresh) - len(changed))
    report.count("link", "removed", len(left))


def _wanted(document: ProjectDocument, rows: Mapping[int, Task], report: ScheduleReport) -> dict:
    found: dict[tuple[int, int], dict] = {}
    numbers = {task.uid: task.row for task in document.tasks}
    for task in document.tasks:
        for link in task.links if task.uid in rows else ():
            named = numbers.get(link.predecessor, link.predecessor)
            if link.predecessor not in rows:
                report.report("unknown_predecessor", row_of(task), "PredecessorLink", named)
            elif link.predecessor == task.uid:
                report.report("self_link", row_of(task), "PredecessorLink", named)
            elif (pair := (rows[link.predecessor].pk, rows[task.uid].pk)) in found:
                report.report("repeated_link", row_of(task), "PredecessorLink", named)
            else:
                found[pair] = {"kind": link.kind, "lag": _lag(link, rows), "is_elapsed": link.is_elapsed}
    return found


def _lag(link: DocumentLink, rows: Mapping[int, Task]) -> int:
    if not link.is_percent:
        return link.lag
    return round(rows[link.predecessor].duration * link.lag / 100)
