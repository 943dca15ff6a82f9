"""Finding the row of titles in a sheet, below a heading or with rows and columns exchanged."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from integrations.workbook import Row, Sheet, WorkbookRefused, is_blank

SEARCHED_ROWS = 25
MAX_TRANSPOSED_ROWS = 1_000
Recognise = Callable[[Sequence[object]], int]


@dataclass
class Table:
    """A sheet from its titles on. In a transposed one a row's number is the number of its column."""

    sheet: Sheet
    headers: tuple
    header_row: int
    transposed: bool = False

    def rows(self) -> Iterator[Row]:
        """Rows below the titles that hold a value, starting again with every call."""
        if self.transposed:
            yield from _columns(self.sheet)
            return
        for row in self.sheet.rows():
            if row.number > self.header_row:
                yield row

    def sample(self, count: int = 200) -> list[tuple]:
        return [row.cells for row in islice(self.rows(), count)]


def find_table(sheet: Sheet, recognise: Recognise | None = None) -> Table:
    """The table of a sheet. ``recognise`` counts the titles it knows among some cells.

    The row with most known titles wins; without any, the first row of at least two texts. Where the first
    column holds more known titles than any row (three or more), rows and columns are exchanged.
    Raises WorkbookRefused("no_table") for a sheet without titles.
    """
    head = list(islice(sheet.rows(), SEARCHED_ROWS))
    best = max(head, key=lambda row: recognise(row.cells), default=None) if recognise else None
    known = recognise(best.cells) if recognise and best else 0
    if recognise and head:
        first_column = [row.cells[0] for row in head if not is_blank(row.cells[0])]
        if (down := recognise(first_column)) >= 3 and down > known:
            return Table(sheet, _transposed_headers(sheet), head[0].number, transposed=True)
    if best is not None and known:
        return _two_rows_of_titles(sheet, head, best, recognise) or Table(sheet, best.cells, best.number)
    first = next((row for row in head if sum(map(_is_title, row.cells)) >= 2), None)
    first = first or next((row for row in head if any(map(_is_title, row.cells))), None)
    if first is None:
        raise WorkbookRefused("no_table", sheet=sheet.name)
    return Table(sheet, first.cells, first.number)


def _two_rows_of_titles(sheet: Sheet, head: list[Row], upper: Row, recognise: Recognise) -> Table | None:
    """ "Planned" above "start" and "finish" is "Planned start" and "Planned finish", where that says more."""
    lower = next((row for row in head if row.number == upper.number + 1), None)
    if lower is None or not all(is_blank(cell) or _is_title(cell) for cell in lower.cells):
        return None
    titles, group = [], None
    for index in range(max(len(upper.cells), len(lower.cells))):
        above, below = _cell(upper, index), _cell(lower, index)
        group = above or group
        titles.append(" ".join(filter(None, (group, below))) if below else above)
    return Table(sheet, tuple(titles), lower.number) if recognise(titles) > recognise(upper.cells) else None


def _cell(row: Row, index: int) -> str | None:
    """The words of a cell, None for a blank one."""
    cell = row.cells[index] if index < len(row.cells) else None
    return None if is_blank(cell) else str(cell).strip()


def _is_title(cell: object) -> bool:
    return isinstance(cell, str) and any(map(str.isalpha, cell))


def _transposed_headers(sheet: Sheet) -> tuple:
    return tuple(row.cells[0] for row in _bounded(sheet))


def _columns(sheet: Sheet) -> Iterator[Row]:
    rows = [row.cells for row in _bounded(sheet)]
    for index in range(1, max(map(len, rows), default=0)):
        cells = tuple(row[index] if index < len(row) else None for row in rows)
        if not all(map(is_blank, cells)):
            yield Row(index + 1, cells)


def _bounded(sheet: Sheet) -> list[Row]:
    """A transposed sheet is held in memory as a whole, so it has as few rows as a form has fields."""
    rows = list(islice(sheet.rows(), MAX_TRANSPOSED_ROWS + 1))
    if len(rows) > MAX_TRANSPOSED_ROWS:
        raise WorkbookRefused("too_many_rows", sheet=sheet.name, limit=MAX_TRANSPOSED_ROWS)
    return rows
