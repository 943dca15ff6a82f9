"""What of an opened file is to be written where: an edition under its preset, or sheets under their mappings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from integrations import presets
from integrations.mapping import Column, apply_saved
from integrations.models import ImportMapping
from integrations.presets import EditionReading
from integrations.rows import ImportedRow
from integrations.services.exports import is_own_export, read_as_export
from integrations.services.known_fields import recognise_custom_fields
from integrations.sheet_plan import SheetPlan, plan_sheets
from integrations.targets import target
from integrations.wording import folded
from integrations.workbook import Workbook, WorkbookRefused, column_letters
from integrations.writing import SheetRows

NO_PRESET = "none"
# The first sheet of our template, which says how to fill in the others.
GUIDES = ("how to fill in", "mode d emploi")


@dataclass(frozen=True)
class SheetToWrite:
    """`ignored` are the headers of columns that fill nothing; `custom_types` the types of custom fields by key."""

    target: str
    name: str
    rows: Callable[[], Iterator[ImportedRow]]
    headers: dict[str, str]
    ignored: tuple[str, ...] = ()
    custom_types: tuple[tuple[str, str], ...] = ()
    row_count: int | None = None

    def header(self, field_name: str) -> str:
        """The column of a field; a field that no column fills by its title."""
        if field_name in self.headers:
            return self.headers[field_name]
        known = target(self.target).by_name.get(field_name)
        return known.title(translation.get_language() or "en") if known else field_name

    def with_defaults(self, defaults: dict[str, object]) -> SheetRows:
        return SheetRows(self.name, self.rows, self.header, defaults)


@dataclass(frozen=True)
class Plan:
    """Everything of one file. `reading` is set for an edition of a publication."""

    sheets: list[SheetToWrite]
    reading: EditionReading | None = None

    def left_out(self, book: Workbook) -> list[str]:
        """The sheets of the file that hold something and are not read: hidden ones, and what is no table we know."""
        read = {sheet.name for sheet in self.sheets}
        others = [sheet for sheet in book.sheets if sheet.name not in read and folded(sheet.name) not in GUIDES]
        return [sheet.name for sheet in others if next(sheet.rows(), None) is not None]


def plan_file(
    book: Workbook, actor, *, preset: str = "", as_of: date | None = None, mappings: Mapping[str, dict] | None = None
) -> Plan:
    """The plan of a file. Raises WorkbookRefused, also for the name of a preset that does not exist."""
    if mappings:
        return Plan([_of_plan(plan) for plan in _mapped(book, mappings)])
    publication = _publication(book, preset)
    if publication is not None:
        reading = publication.read(book, as_of)
        return Plan([_of_edition(reading)], reading)
    if preset and preset != NO_PRESET:
        return Plan([_of_plan(plan) for plan in _kept(book, kept_mapping(actor, preset).columns)])
    return Plan([_of_plan(plan) for plan in _by_headers(book)])


def _publication(book: Workbook, preset: str):
    if preset in presets.names():
        return presets.preset(preset)
    return presets.detect(book) if not preset else None


def kept_mapping(actor, name: str) -> ImportMapping:
    found = ImportMapping.objects.allowed(actor).filter(name__iexact=name).first()
    if found is None:
        raise WorkbookRefused("unknown_preset", preset=name)
    return found


def _kept(book: Workbook, by_target: dict[str, dict]) -> Iterator[SheetPlan]:
    """Sheets whose target the kept mapping knows; a mapping of one target takes a file of one sheet as that."""
    only = next(iter(by_target)) if len(by_target) == 1 else None
    for plan in plan_sheets(book, only=only):
        saved = by_target.get(plan.mapping.target)
        if saved:
            yield SheetPlan(plan.table, apply_saved(saved, plan.table.headers))


def _by_headers(book: Workbook) -> Iterator[SheetPlan]:
    """As proposed, but a column that means nothing for sure becomes no new custom field: nobody chose so."""
    for plan in proposed_sheets(book):
        for column in plan.mapping.columns:
            if not column.known:
                column.custom_key = ""
        yield plan


def proposed_sheets(book: Workbook, only: str | None = None) -> list[SheetPlan]:
    """The proposals of every sheet; our own exports read as the lists they come from."""
    plans = plan_sheets(book, only=only)
    for plan in plans:
        if is_own_export(plan.mapping):
            read_as_export(plan.mapping)
        recognise_custom_fields(plan.mapping)
    return plans


def _mapped(book: Workbook, mappings: Mapping[str, dict]) -> Iterator[SheetPlan]:
    for plan in plan_sheets(book):
        saved = mappings.get(plan.sheet)
        if saved and saved["target"] == plan.mapping.target:
            yield SheetPlan(plan.table, apply_saved(saved, plan.table.headers))
        elif saved and saved["target"]:
            forced = plan_sheets(_only(book, plan.sheet), only=saved["target"], saved=saved)
            yield SheetPlan(forced[0].table, apply_saved(saved, forced[0].table.headers))


def _only(book: Workbook, sheet: str):
    """The book with one sheet, for which a target may be forced."""
    return _OneSheet(book.name, [each for each in book.sheets if each.name == sheet])


@dataclass
class _OneSheet:
    name: str
    sheets: list


def _of_plan(plan: SheetPlan) -> SheetToWrite:
    used = {column.field or column.custom_key: column for column in plan.mapping.columns}
    used.pop("", None)
    left = [column for column in plan.mapping.columns if not column.field and not column.custom_key]
    return SheetToWrite(
        target=plan.mapping.target,
        name=plan.sheet,
        rows=plan.rows,
        row_count=plan.table.sheet.row_count,
        headers={name: column.header for name, column in used.items()},
        ignored=tuple(column.header or _untitled(column) for column in left if column.header or column.samples),
        custom_types=tuple((name, column.custom_type) for name, column in used.items() if column.custom_key),
    )


def _untitled(column: Column) -> str:
    """What a spreadsheet program calls a column that holds something below no title."""
    return _("column %(letters)s, without a title") % {"letters": column_letters(column.index)}


def _of_edition(reading: EditionReading) -> SheetToWrite:
    return SheetToWrite(
        target="project", name=reading.table.sheet.name, rows=reading.rows,
        headers={reader.field.name: reader.header for reader in reading.readers.values()},
    )  # fmt: skip
