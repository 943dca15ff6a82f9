"""Read one Resource or Assignment element."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from integrations.project_xml.cells import Cells, children, rate
from integrations.project_xml.document import CellProblem, DocumentAssignment, DocumentResource
from integrations.project_xml.task_rows import read_baseline

PER_HOUR = 2


def read_resource(element: Element, problems: list[CellProblem]) -> DocumentResource:
    """A person, machine, material or cost."""
    cells = Cells(element, "Resource", problems)
    uid = cells.whole("UID", 0)
    cells.row = f"Resource {cells.text('Name') or uid}"
    return DocumentResource(
        uid,
        cells.text("Name"),
        "cost" if cells.flag("IsCostResource") else "work" if cells.whole("Type", 1) == 1 else "material",
        cells.text("Initials"),
        cells.text("Group"),
        cells.text("EmailAddress"),
        cells.text("MaterialLabel"),
        cells.number_of_other("CalendarUID"),
        cells.read("MaxUnits", _share, 1.0),
        cells.read("StandardRate", rate),
        cells.whole("StandardRateFormat", PER_HOUR),
        cells.read("OvertimeRate", rate),
        cells.whole("OvertimeRateFormat", PER_HOUR),
        cells.money("CostPerUse"),
        cells.text("Notes"),
    )


def read_assignment(element: Element, problems: list[CellProblem]) -> DocumentAssignment:
    """A resource on a task."""
    cells = Cells(element, "Assignment", problems)
    uid = cells.whole("UID", 0)
    cells.row = f"Assignment {uid}"
    return DocumentAssignment(
        cells.whole("TaskUID", -1),
        cells.whole("ResourceUID", -1),
        uid,
        cells.read("Units", _share, 1.0),
        cells.moment("Start"),
        cells.moment("Finish"),
        cells.minutes("Work"),
        cells.minutes("ActualWork"),
        cells.minutes("RemainingWork"),
        cells.money("Cost"),
        cells.money("ActualCost"),
        cells.money("RemainingCost"),
        cells.text("Notes"),
        [read_baseline(each, cells) for each in children(element, "Baseline")],
    )


def _share(text: str) -> float:
    value = float(text)
    if not abs(value) < 1e9:
        raise ValueError(text)
    return value
