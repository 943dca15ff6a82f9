"""What each sheet of a workbook would fill: its target and its proposed mapping. Nothing is read in full."""

from collections.abc import Iterator
from dataclasses import dataclass

from integrations.mapping import Mapping, apply_saved, propose, recognised
from integrations.rows import ImportedRow, read_table
from integrations.sheet_headers import Table, find_table
from integrations.targets import TARGETS, Target, target, target_of_title
from integrations.workbook import Sheet, Workbook, WorkbookRefused

SAMPLED_ROWS = 200


@dataclass
class SheetPlan:
    """``mapping`` may be changed by the user before ``rows()`` is read."""

    table: Table
    mapping: Mapping

    @property
    def sheet(self) -> str:
        return self.table.sheet.name

    def rows(self) -> Iterator[ImportedRow]:
        return read_table(self.table, self.mapping)


def plan_sheets(workbook: Workbook, only: str | None = None, saved: dict | None = None) -> list[SheetPlan]:
    """A plan for every sheet that can be imported, in the order in which they must be written.

    The title of a sheet decides its target, else its headers do; a sheet that names neither is left out.
    ``only`` forces one target for a file of one sheet, ``saved`` is a kept mapping as ``Mapping.as_json``
    gave it. Raises WorkbookRefused("no_table") when no sheet can be imported.
    """
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    named = saved["target"] if saved else only
    forced = target(named) if named and len(visible) == 1 else None
    plans = [plan for sheet in visible if (plan := _plan(sheet, forced, saved, alone=len(visible) == 1))]
    if not plans:
        raise WorkbookRefused("no_table", sheet=visible[0].name if visible else workbook.name)
    order = [each.name for each in TARGETS]
    return sorted(plans, key=lambda plan: order.index(plan.mapping.target))


def _plan(sheet: Sheet, forced: Target | None, saved: dict | None, alone: bool) -> SheetPlan | None:
    into = forced or target_of_title(sheet.name)
    try:
        into, table = (into, _table(sheet, into)) if into else _by_headers(sheet, alone)
    except WorkbookRefused as refusal:
        if refusal.code == "no_table" and not alone:
            return None
        raise
    if into is None:
        return None
    if saved and saved["target"] == into.name:
        return SheetPlan(table, apply_saved(saved, table.headers))
    return SheetPlan(table, propose(table.headers, into, table.sample(SAMPLED_ROWS)))


def _table(sheet: Sheet, into: Target) -> Table:
    return find_table(sheet, lambda cells: recognised(cells, into))


def _by_headers(sheet: Sheet, alone: bool) -> tuple[Target | None, Table]:
    """The target that knows most of the headers. A file of a single sheet holds projects if in doubt."""
    found = [(each, _table(sheet, each)) for each in sorted(TARGETS, key=lambda each: each.name != "project")]
    into, table = max(found, key=lambda pair: recognised(pair[1].headers, pair[0]))
    known = recognised(table.headers, into)
    if known < 2:
        return found[0] if alone else (None, table)
    return into, table
