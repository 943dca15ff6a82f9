"""From typed predecessors to links: which task is meant is known only when all rows are read."""

from __future__ import annotations

from integrations.cell_values import Unreadable
from integrations.plan_table.cells import TableCells
from integrations.plan_table.quantities import Scale, TypedLink, read_links
from integrations.project_xml import DocumentTask


class Predecessors:
    """The predecessors of all rows, by what people typed."""

    def __init__(self) -> None:
        self.by_number: dict[str, int] = {}
        self.by_code: dict[str, int] = {}
        self.typed: list[tuple[DocumentTask, TableCells, TypedLink]] = []

    def add(self, task: DocumentTask, cells: TableCells, scale: Scale) -> None:
        """Read the predecessors of one row; one that makes no sense costs only itself."""
        self.by_number.setdefault(str(task.row), task.uid)
        if task.wbs:
            self.by_code.setdefault(task.wbs, task.uid)
        for part in filter(None, map(str.strip, cells.text("predecessors").split(";"))):
            try:
                self.typed.extend((task, cells, typed) for typed in read_links(part, scale))
            except Unreadable as problem:
                cells.report(problem.reason_code, "predecessors", part)

    def connect(self) -> None:
        """Find the tasks by their number, else by their WBS code."""
        for task, cells, typed in self.typed:
            uid = self.by_number.get(typed.other, self.by_code.get(typed.other))
            if uid is None:
                cells.report("unknown_predecessor", "predecessors", typed.other)
            else:
                typed.link.predecessor = uid
                task.links.append(typed.link)
