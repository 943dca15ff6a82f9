"""Read a GanttProject file (.gan): tasks in tasks, links from the predecessor, days as the unit of everything.

A day of GanttProject has no hours; here it is a working day of eight.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from integrations.gantt_project.attributes import Attributes
from integrations.gantt_project.calendar import CALENDAR, DAY, read_calendar
from integrations.project_xml import (
    CalculatedDates,
    CellProblem,
    DocumentAssignment,
    DocumentLink,
    DocumentResource,
    DocumentTask,
    ProjectDocument,
    UnreadableProject,
)
from integrations.project_xml.calendars import working_calendars
from projects.working_time import WorkingCalendar

LARGEST_FILE = 50 * 1024 * 1024
DEEPEST = 100
LINK_KINDS = {"1": "SS", "2": "FS", "3": "FF", "4": "SF"}
EARLIEST_BEGIN = "1"


class _Careful(TreeBuilder):
    """Refuses a document type before anything in it is read, and nesting that no plan has."""

    depth = 0

    def doctype(self, name: str, *_: str | None) -> None:
        raise UnreadableProject("has_doctype", name[:80])

    def start(self, tag: str, attributes: dict[str, str]) -> Element:  # type: ignore[override]
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableProject("too_deep", str(DEEPEST))
        return super().start(tag, attributes)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(tag)


def read_gantt_project(content: bytes | BinaryIO) -> ProjectDocument:
    """The document in `content`. Raises UnreadableProject for the file as a whole, never for one row."""
    root = _root(content if isinstance(content, bytes) else content.read(LARGEST_FILE + 1))
    document = ProjectDocument(name=root.get("name", ""), calendar=CALENDAR)
    rows = list(_rows(root, document.problems))
    starts = [task.calculated.start for task, _, _ in rows if task.calculated.start is not None]
    document.start = min(starts, default=None)
    document.calendars = [read_calendar(root, starts, document.problems)]
    document.tasks = [task for task, _, _ in rows]
    _connect(rows)
    _date(rows, working_calendars(document.calendars)[CALENDAR])
    _read_people(document, root)
    return document


def _root(content: bytes) -> Element:
    if len(content) > LARGEST_FILE:
        raise UnreadableProject("too_large", str(len(content)))
    parser = XMLParser(target=_Careful())
    try:
        parser.feed(content)
        root = parser.close()
    except UnreadableProject:
        raise
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableProject("not_xml", str(error)) from error
    if root.tag != "project":
        raise UnreadableProject("not_a_project", root.tag[:80])
    return root


def _rows(root: Element, problems: list[CellProblem]) -> Iterator[tuple[DocumentTask, Element, Attributes]]:
    """Tasks in the order of the outline, with their element."""
    waiting = [(element, 1) for element in reversed(root.findall("tasks/task"))]
    number = 0
    while waiting:
        element, level = waiting.pop()
        number += 1
        children = element.findall("task")
        cells = Attributes(element, f"Task {number}", problems)
        task = _task(cells, element, number, level, bool(children))
        if task is not None:
            yield task, element, cells
        waiting += [(child, level + 1) for child in reversed(children)]


def _task(cells: Attributes, element: Element, number: int, level: int, is_summary: bool) -> DocumentTask | None:
    key = cells.whole("id")
    if key is None:
        cells.report("missing_value", "id")
        return None
    # Their numbers begin at 0, which is the project itself elsewhere.
    task = DocumentTask(key + 1, number, guid=cells.text("uid"), name=cells.text("name").strip(), level=level)
    task.is_summary = is_summary
    task.is_milestone = cells.text("meeting") == "true" and not is_summary
    task.duration = 0 if task.is_milestone else max(cells.whole("duration") or 0, 0) * DAY
    task.percent_complete = 0 if is_summary else min(max(cells.whole("complete") or 0, 0), 100)
    task.notes = (element.findtext("notes") or "").strip()
    if cells.text("cost-calculated") != "true":
        task.fixed_cost = cells.money("cost-manual-value") or None
        task.cost = task.fixed_cost
    task.calculated = CalculatedDates(start=cells.day("start"))
    if cells.text("thirdDate-constraint") == EARLIEST_BEGIN and (held := cells.day("thirdDate")) is not None:
        task.constraint, task.constraint_date = "SNET", held
    return task


def _connect(rows: list[tuple[DocumentTask, Element, Attributes]]) -> None:
    by_uid = {task.uid: task for task, _, _ in rows}
    for task, element, cells in rows:
        for depend in element.findall("depend"):
            link = Attributes(depend, cells.row, cells.problems)
            after, kind = link.whole("id"), LINK_KINDS.get(link.text("type") or "2")
            successor = None if after is None else by_uid.get(after + 1)
            if successor is None or kind is None:
                link.report("unknown_predecessor" if kind else "unreadable_value", "id" if kind else "type")
            else:
                successor.links.append(DocumentLink(task.uid, kind, (link.whole("difference") or 0) * DAY))


def _date(rows: list[tuple[DocumentTask, Element, Attributes]], calendar: WorkingCalendar) -> None:
    """A start that no link explains is meant; begun work began at its start."""
    for task, _element, _cells in rows:
        start = task.calculated.start
        if task.is_summary or start is None:
            continue
        opening = calendar.next_start(start)
        finish = calendar.add(opening, task.duration or 0)
        task.calculated = CalculatedDates(start=opening, finish=finish)
        if task.percent_complete:
            task.actual_start = opening
            task.actual_finish = finish if task.percent_complete == 100 else None
        elif not task.links and task.constraint == "ASAP":
            task.constraint, task.constraint_date = "SNET", start


def _read_people(document: ProjectDocument, root: Element) -> None:
    for element in root.findall("resources/resource"):
        cells = Attributes(element, f"Resource {element.get('name') or element.get('id')}", document.problems)
        key = cells.whole("id")
        if key is not None:
            address = cells.text("contacts") if "@" in cells.text("contacts") else ""
            document.resources.append(DocumentResource(key, cells.text("name"), email=address))
    for number, element in enumerate(root.findall("allocations/allocation"), start=1):
        cells = Attributes(element, f"Assignment {number}", document.problems)
        task, person = cells.whole("task-id"), cells.whole("resource-id")
        if task is not None and person is not None:
            load = cells.money("load")
            units = 1.0 if load is None else float(load) / 100
            document.assignments.append(DocumentAssignment(task + 1, person, number, units))
