"""What every kind of file turns into: sheets of numbered rows. Reading them lives beside this file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from integrations.workbook.refusals import WorkbookRefused

MAX_COLUMNS = 2_000
MAX_ROWS = 1_048_576  # what Excel itself can hold
NOT_CALCULATED = "#NOT CALCULATED"  # stands in a cell whose formula has no stored result


class Row(NamedTuple):
    """``number`` is what a spreadsheet program shows beside the row: blank rows count, a header is row 1."""

    number: int
    cells: tuple


@dataclass
class Sheet:
    """One table-like area. ``rows()`` starts again from the top; only one iteration may be open at a time."""

    name: str
    read: Callable[[], Iterator[tuple]] = field(repr=False)
    hidden: bool = False
    row_count: int | None = None  # as the file declares it; None where only reading would tell
    row_limit: int | None = MAX_ROWS

    def rows(self) -> Iterator[Row]:
        """Rows that hold anything, trailing blanks cut; rows without any value are numbered, not yielded."""
        for number, cells in enumerate(self.read(), start=1):
            if self.row_limit and number > self.row_limit:
                raise WorkbookRefused("too_many_rows", sheet=self.name, limit=self.row_limit)
            cells = _without_trailing_blanks(cells)
            if len(cells) > MAX_COLUMNS:
                raise WorkbookRefused("too_many_columns", row=number, limit=MAX_COLUMNS)
            if cells:
                yield Row(number, cells)


def _without_trailing_blanks(cells: tuple) -> tuple:
    end = len(cells)
    while end and is_blank(cells[end - 1]):
        end -= 1
    return cells if end == len(cells) else cells[:end]


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def column_letters(index: int) -> str:
    """What spreadsheet programs call the column: 0 → A, 26 → AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
