"""A table: which columns, whose rows, and what of them this reader may see."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.utils.text import capfirst

from ..access import EVERYTHING, NOTHING, as_flag, condition
from ..models import Record
from ..roles import SCOPED_KINDS
from .columns import Column, Related
from .rows import body, narrowed


def field_at(model, path: str):
    """The model field at the end of a path such as "state__finish"."""
    *relations, last = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return model._meta.get_field(last)


class CustomColumn(Column):
    """A custom field; its value sits in the row's `custom`."""

    @property
    def reads(self):
        return ("custom",)

    def value(self, row):
        return row.custom.get(self.path)


@dataclass(frozen=True)
class Header:
    """What the head of a column needs. `direction` is "", "ascending" or "descending"; `ordering` is the next one."""

    label: str
    css: str
    ordering: str
    direction: str


class Table:
    """Subclasses set `model`, `columns`, `default_order` (names of orderings) and perhaps `bulk_fields`."""

    model = None
    columns: tuple[Column, ...] = ()
    default_order: tuple[str, ...] = ("pk",)
    bulk_fields: tuple[str, ...] = ()

    def __init__(self, *, user, organisation, urls, chosen=(), custom=()):
        self.user, self.organisation, self.urls = user, organisation, urls
        self.custom = [CustomColumn(f"custom_{one.key}", label=one.name, path=one.key, extra=True) for one in custom]
        wanted = [column for column in self.all_columns() if column.name in set(chosen)]
        self.shown = wanted or [column for column in self.columns if not column.extra]
        self._rights: dict[str, bool | str] = {}

    def all_columns(self) -> list[Column]:
        return [*self.columns, *self.custom]

    def field(self, column: Column):
        return field_at(self.model, column.path or column.name)

    def label(self, column: Column) -> str:
        if column.label is not None:
            return str(column.label)
        try:
            return str(self.field(column).verbose_name)
        except (FieldDoesNotExist, AttributeError):
            return column.name

    def headers(self, orderings: dict, current: str) -> list[Header]:
        return [self._header(column, orderings, current) for column in self.shown]

    def _header(self, column: Column, orderings: dict, current: str) -> Header:
        name = column.ordering or column.name
        if name not in orderings:
            return Header(self.label(column), column.css, "", "")
        ascending = current == name
        direction = "ascending" if ascending else "descending" if current == f"-{name}" else ""
        return Header(self.label(column), column.css, f"-{name}" if ascending else name, direction)

    def with_rights(self, rows):
        """The queryset with a column for each linked object that the user may see in some rows only."""
        rights = {column.name: self._rows_seen(column) for column in self.shown if isinstance(column, Related)}
        self._rights = {name: seen if isinstance(seen, bool) else f"sees_{name}" for name, seen in rights.items()}
        flags = {f"sees_{name}": as_flag(seen) for name, seen in rights.items() if not isinstance(seen, bool)}
        return rows.annotate(**flags) if flags else rows

    def _rows_seen(self, column: Column) -> bool | Q:
        model = self.field(column).related_model
        if model.access.kind not in SCOPED_KINDS:
            return True
        rows = condition(self.user, "view", model.access, prefix=column.path or column.name)
        return rows == EVERYTHING if rows in (EVERYTHING, NOTHING) else rows

    def sees(self, column: Column) -> Callable:
        """The function from a row to whether the user may see what it links to in this column."""
        right = self._rights.get(column.name, False)
        return (lambda row: right) if isinstance(right, bool) else attrgetter(right)

    def url_of(self, row) -> str:
        return self.urls(row)

    def further_sums(self) -> dict:
        """What is counted over the whole list besides the sums of columns, as aggregates by name.

        `without_rate` is shown beside the sums: rows whose amounts are in none of them.
        """
        return {}

    def narrowed(self, rows, order: tuple[str, ...]):
        """The queryset with what the cells and the order of a page read, and nothing else."""
        shown = (path for column in self.shown for path in column.reads)
        return narrowed(self.with_rights(rows), [*shown, *(name.lstrip("-") for name in order)])

    def body(self, rows: list, *, chosen: bool = False, edited: bool = False):
        """Rows of `narrowed` or `with_rights` as HTML; see `rows.body`."""
        return body(self, rows, chosen=chosen, edited=edited)

    @property
    def keeps_version(self) -> bool:
        """Whether an edited export can tell, on its way back in, that a row has changed since."""
        return issubclass(self.model, Record)

    def export_head(self) -> list[str]:
        """Every head starts with a capital. "Id" and never "ID": spreadsheets take a CSV that starts so for SYLK."""
        titles = (capfirst(self.label(column)) for column in self.shown)
        return ["Id", *titles, *(["Version"] if self.keeps_version else [])]

    def export_rows(self, rows: list):
        """Rows of `with_rights` as lists of plain values."""
        for row in rows:
            version = [row.version] if self.keeps_version else []
            yield [row.pk, *(column.export(row, self) for column in self.shown), *version]
