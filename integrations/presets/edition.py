"""What every preset shares: recognising an edition, dating it, and reading its rows under fixed columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from integrations.cell_values import CellProblem, is_nothing, quoted
from integrations.cell_values.problems import absence
from integrations.rows import ColumnReader, ImportedRow, read_row, study
from integrations.sheet_headers import Table, find_table
from integrations.targets import Field
from integrations.wording import folded, name_key
from integrations.workbook import Sheet, Workbook, WorkbookRefused

ENOUGH_COLUMNS = 5
_PLACEHOLDER = re.compile(r"Unnamed: \d+")
_DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_]?(0[1-9]|1[0-2])[-_]?([0-2]\d|3[01])(?!\d)")


@dataclass(frozen=True)
class Edition:
    """One dated publication. ``as_of`` is the day its figures describe, not the day it was published."""

    preset: str
    label: str
    as_of: date
    currency: str
    fiscal_year: int | None = None  # the calendar year in which it starts


@dataclass(frozen=True)
class PresetColumn:
    """``pattern`` is searched in the folded header; ``custom`` makes a custom field of the column."""

    pattern: str
    field: Field
    unit: int = 1
    custom: bool = False


def column(pattern: str, name: str, kind: str, *, unit: int = 1, custom: bool = False, **options) -> PresetColumn:
    return PresetColumn(pattern, Field(name, kind, name, name, **options), unit, custom)


class Preset:
    """A publication with known columns. Subclasses declare them and say how an edition is dated."""

    name = ""  # also the source of its external references
    label: object = ""
    currency = ""
    columns: tuple[PresetColumn, ...] = ()
    name_field = "name"

    def recognised(self, headers: Sequence[object]) -> int:
        """How many columns of this preset the cells name."""
        return len({each.field.name for _index, each in self._matches(headers)})

    def table(self, workbook: Workbook) -> Table | None:
        """The table of the first visible sheet that has enough of the columns, transposed or not."""
        for sheet in workbook.sheets:
            found = None if sheet.hidden else self._table_of(sheet)
            if found and self.recognised(found.headers) >= min(ENOUGH_COLUMNS, len(self.columns)):
                return found
        return None

    def read(self, workbook: Workbook, as_of: date | None = None) -> "EditionReading":
        """The edition and its rows. Raises WorkbookRefused when it is another kind of file or has no date."""
        table = self.table(workbook)
        if table is None:
            raise WorkbookRefused("unknown_edition", preset=self.label)
        return EditionReading(self, table, self.edition(table, workbook.name, as_of))

    def edition(self, table: Table, file_name: str, as_of: date | None) -> Edition:
        raise NotImplementedError

    def key(self, read: ImportedRow) -> str:
        """The key of a row across editions; overridden where the publisher gives one."""
        return name_key(str(read.values.get(self.name_field) or ""))

    def complete(self, read: ImportedRow, reading: "EditionReading") -> None:
        """Whatever a row needs beyond reading its cells one by one."""

    def readers(self, headers: Sequence[object]) -> dict[int, ColumnReader]:
        return {
            index: ColumnReader(
                " ".join(str(headers[index]).split()), each.field, unit=each.unit,
                currency=self.currency if each.field.kind == "amount" else None, custom=each.custom,
            )
            for index, each in self._matches(headers)
        }  # fmt: skip

    def _matches(self, headers: Sequence[object]) -> Iterator[tuple[int, PresetColumn]]:
        taken: set[str] = set()
        for index, header in enumerate(headers):
            words = folded(header) if isinstance(header, str) else ""
            for each in self.columns:
                if each.field.name not in taken and words and re.search(each.pattern, words):
                    taken.add(each.field.name)
                    yield index, each
                    break

    def _table_of(self, sheet: Sheet) -> Table | None:
        try:
            return find_table(sheet, self.recognised)
        except WorkbookRefused as refusal:
            if refusal.code in ("no_table", "too_many_rows"):
                return None
            raise


@dataclass(frozen=True)
class EditionReading:
    preset: Preset
    table: Table
    edition: Edition

    @cached_property
    def readers(self) -> dict[int, ColumnReader]:
        readers = self.preset.readers(self.table.headers)
        study(self.table, readers)
        return readers

    def rows(self) -> Iterator[ImportedRow]:
        """Every row that holds anything, starting again with every call; one without a name is rejected."""
        seen: dict[str, int] = {}
        readers = self.readers  # before the rows: studying the columns is an iteration of its own
        for row in self.table.rows():
            read = read_row(row, readers, self.table.sheet.name)
            read.values["currency"] = self.edition.currency
            self._name(read)
            self.preset.complete(read, self)
            if not read.rejected:
                self._identify(read, seen)
            yield read

    def _header(self, field_name: str) -> str:
        return next((each.header for each in self.readers.values() if each.field.name == field_name), field_name)

    def _name(self, read: ImportedRow) -> None:
        field_name = self.preset.name_field
        given = " ".join(str(read.values.get(field_name) or "").split())
        read.values[field_name] = given or None
        if is_nothing(given):
            self.report(read, field_name, "", "missing_name")
        elif _PLACEHOLDER.fullmatch(given):
            self.report(read, field_name, given, "placeholder_name")

    def _identify(self, read: ImportedRow, seen: dict[str, int]) -> None:
        key = self.preset.key(read)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            self.report(read, self.preset.name_field, read.values[self.preset.name_field], "repeated_key")
            key = f"{key}-{seen[key]}"
        read.external_key = key

    def report_withheld(self, read: ImportedRow, field_name: str) -> None:
        """Turn a text that only says why there is no value ("Exempt under …") into a reported problem."""
        text = read.values.get(field_name)
        code = absence(str(text)) if text else None
        if code in ("withheld", "not_provided"):
            del read.values[field_name]
            self.report(read, field_name, text, code)

    def report(self, read: ImportedRow, field_name: str, value: object, reason_code: str) -> None:
        read.problems.append(CellProblem(read.number, self._header(field_name), quoted(value), reason_code, read.sheet))


def dates_in_name(file_name: str) -> list[date]:
    """The dates a file name holds, in its order: "2017-07-25_…_20170630.csv" has two."""
    return [date(*map(int, found)) for found in _DATE_IN_NAME.findall(file_name) if _exists(found)]


def _exists(parts: tuple[str, str, str]) -> bool:
    try:
        date(*map(int, parts))
    except ValueError:
        return False
    return True
