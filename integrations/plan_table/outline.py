"""How deep each row of a table lies: by its level, its WBS code, or how far its name is indented."""

from __future__ import annotations

import re
from collections.abc import Sequence

from integrations.plan_table.cells import TableCells

_CODE = re.compile(r"\w+(?:\.\w+)*\.?")
DEEPEST = 100


def levels_of(table: Sequence[TableCells]) -> list[int]:
    """The level of every row, 1 for the outermost."""
    if any(cells.value("level") is not None for cells in table):
        return [_by_level(cells) for cells in table]
    if any("." in cells.text("wbs") for cells in table):
        return [_by_code(cells.text("wbs")) for cells in table]
    return _by_indent([_indent(cells) for cells in table])


def _by_level(cells: TableCells) -> int:
    level = cells.whole("level")
    if level is None:
        return 1
    if level > DEEPEST:
        cells.report("out_of_range", "level")
    return min(max(level, 1), DEEPEST)


def _by_code(code: str) -> int:
    return min(code.strip(".").count(".") + 1, DEEPEST) if _CODE.fullmatch(code) else 1


def _indent(cells: TableCells) -> int:
    name = str(cells.value("name") or "").expandtabs(4)
    return len(name) - len(name.lstrip())


def _by_indent(indents: Sequence[int]) -> list[int]:
    path: list[int] = []
    levels = []
    for indent in indents:
        while path and path[-1] >= indent:
            path.pop()
        path.append(indent)
        levels.append(min(len(path), DEEPEST))
    return levels
