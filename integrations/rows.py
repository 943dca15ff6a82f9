"""Reading the rows of a table into values by field: one ImportedRow each, with what could not be read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as stored
from itertools import islice
from typing import Any

from integrations.cell_values import (
    CellProblem,
    ColumnEvidence,
    Unreadable,
    error_in_cell,
    header_unit,
    is_nothing,
    quoted,
    read_amount,
    read_choice,
    read_currency,
    read_date,
    read_fiscal_year,
    read_integer,
    read_month,
    read_number,
    read_percentage,
    read_text,
    read_yes_or_no,
)
from integrations.mapping import Mapping as ColumnMapping
from integrations.sheet_headers import Table
from integrations.targets import Field
from integrations.workbook import Row


@dataclass(slots=True)
class ImportedRow:
    """One row of a sheet, read. A field is absent from ``values`` when its cell could not be read (see
    ``problems``) or its column is missing, and None when its cell is blank. Amounts are Decimal in whole
    units of ``values["currency"]``. ``external_key`` is None for a row that names nothing: it is rejected.
    """

    sheet: str
    number: int
    external_key: str | None
    values: dict[str, Any]
    problems: list[CellProblem] = stored(default_factory=list)
    target: str = "project"
    custom: dict[str, Any] = stored(default_factory=dict)
    undecided: str = ""  # the unreadable field that a new row rests on

    @property
    def rejected(self) -> bool:
        return any(problem.reason_code in ("missing_name", "missing_value") for problem in self.problems)


@dataclass
class ColumnReader:
    """How the cells of one column are read: the field, what the column proves, unit and currency."""

    header: str
    field: Field
    evidence: ColumnEvidence = stored(default_factory=ColumnEvidence)
    unit: int = 1
    currency: str | None = None
    choice_keys: Mapping[str, str] | None = None
    custom: bool = False

    def read(self, value: object) -> object:
        """The value, or Unreadable. Amounts come as Amount, with their currency."""
        kind = self.field.kind
        if kind in ("text", "long_text", "person", "reference", "key"):
            if isinstance(value, str) and (error := error_in_cell(value)):
                raise Unreadable(error)
            return read_text(value, self.field.max_length)
        if kind == "choice":
            return read_choice(value, self.choice_keys or {})
        return _READERS[kind](self, value)

    def observe(self, value: object) -> None:
        if self.field.kind == "date":
            self.evidence.observe_date(value)
        elif self.field.kind in ("number", "integer", "amount", "percent"):
            self.evidence.observe_number(value)


_READERS: dict[str, Callable[[ColumnReader, object], object]] = {
    "date": lambda column, value: read_date(value, column.evidence.date_order, end_of_month=column.field.end_of_month),
    "month": lambda column, value: read_month(value),
    "fiscal_year": lambda column, value: read_fiscal_year(value),
    "yes_no": lambda column, value: read_yes_or_no(value),
    "currency": lambda column, value: read_currency(value),
    "number": lambda column, value: read_number(value, column.evidence.decimal),
    "integer": lambda column, value: read_integer(value, column.evidence.decimal),
    "percent": lambda column, value: read_percentage(value, column.evidence.decimal, column.evidence.points),
    "amount": lambda column, value: read_amount(value, column.evidence.decimal, column.unit, column.currency),
}
LONGEST_CUSTOM_TEXT = 1000  # as the forms have it
_CUSTOM_KINDS = {"text": "text", "number": "number", "date": "date", "choice": "text", "person": "person"}


def column_readers(table: Table, mapping: ColumnMapping) -> dict[int, ColumnReader]:
    """Index of a column → its reader, for mapped columns and custom fields; evidence is still empty."""
    readers = {index: _reader(table, index, each) for index, each in mapping.fields().items()}
    for index, column in mapping.custom_fields().items():
        kind = _CUSTOM_KINDS[column.custom_type]
        custom = Field(column.custom_key, kind, column.header, column.header, max_length=LONGEST_CUSTOM_TEXT)
        readers[index] = _reader(table, index, custom)
        readers[index].custom = True
    return readers


def _reader(table: Table, index: int, each: Field) -> ColumnReader:
    header = read_text(table.headers[index]) or ""
    unit, currency = header_unit(header) if each.kind == "amount" else (1, None)
    keys = each.choice_keys if each.kind == "choice" else None
    return ColumnReader(header, each, ColumnEvidence(), unit, currency, keys)


def study(table: Table, readers: Mapping[int, ColumnReader], limit: int | None = None) -> None:
    """Let every column see its cells before any is read: 03/04/2017 is then read as its column means it."""
    watching = {index: each for index, each in readers.items() if each.field.kind in _STUDIED}
    if not watching:
        return
    for row in islice(table.rows(), limit):
        for index, reader in watching.items():
            if index < len(row.cells):
                reader.observe(row.cells[index])


_STUDIED = ("date", "number", "integer", "amount", "percent")


def read_row(row: Row, readers: Mapping[int, ColumnReader], sheet: str, target: str = "project") -> ImportedRow:
    """Every readable cell of a row; what cannot be read is reported and the rest is kept."""
    read = ImportedRow(sheet, row.number, None, {}, target=target)
    for index, reader in readers.items():
        value = row.cells[index] if index < len(row.cells) else None
        try:
            found = reader.read(value)
        except Unreadable as reason:
            code = reason.reason_code
            hint = reader.field.known_choices() if code == "unknown_choice" else ""
            read.problems.append(CellProblem(row.number, reader.header, quoted(value), code, sheet, hint))
            if reader.field.decisive and not reader.custom:
                read.undecided = reader.field.name
            continue
        (read.custom if reader.custom else read.values)[reader.field.name] = found
    _split_amounts(read, readers.values())
    return read


def _split_amounts(read: ImportedRow, readers: Iterable[ColumnReader]) -> None:
    """Amounts to plain numbers; the first currency named by a cell or a header becomes the row's."""
    for reader in readers:
        amount = read.values.get(reader.field.name)
        if reader.field.kind == "amount" and amount is not None and not reader.custom:
            read.values[reader.field.name] = amount.value
            if amount.currency and not read.values.get("currency"):
                read.values["currency"] = amount.currency


def read_table(table: Table, mapping: ColumnMapping, *, study_rows: int | None = None) -> Iterator[ImportedRow]:
    """The rows of a table under a mapping. Two passes over the file: one studies the columns, one reads.

    A row whose required fields are blank comes with ``missing_value`` problems, and is ``rejected``.
    """
    readers = column_readers(table, mapping)
    study(table, readers, study_rows)
    required = [reader for reader in readers.values() if reader.field.required]
    for row in table.rows():
        read = read_row(row, readers, table.sheet.name, mapping.target)
        for reader in required:
            if reader.field.name in read.values and is_nothing(read.values[reader.field.name]):
                read.problems.append(CellProblem(row.number, reader.header, "", "missing_value", table.sheet.name))
        read.external_key = _key(read)
        yield read


def _key(read: ImportedRow) -> str | None:
    for name in ("external_key", "code"):
        if read.values.get(name):
            return str(read.values[name])
    return None
