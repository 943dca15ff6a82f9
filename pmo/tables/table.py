"""A table: which columns, whose rows, and what of them this reader may see."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist

from ..access import EVERYTHING, condition
from ..models import Record
from ..roles import SCOPED_KINDS
from .columns import Column, Related


def field_at(model, path: str):
    """The model field at the end of a path such as "state__finish"."""
    *relations, last = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return model._meta.get_field(last)


class CustomColumn(Column):
    """A custom field; its value sits in the row's `custom`."""

    def value(self, row):
        return row.custom.get(self.path)


@dataclass(frozen=True)
class Header:
    """What the head of a column needs. `direction` is "", "ascending" or "descending"; `ordering` is the next one."""

    label: str
    css: str
    ordering: str
    direction: str


@dataclass(frozen=True)
class Cell:
    """One rendered value."""

    column: Column
    html: str


@dataclass(frozen=True)
class Line:
    """One rendered row."""

    row: object
    url: str
    cells: list[Cell]


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
        self._visible: dict = {}

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

    def load_visibility(self, rows: list) -> None:
        """Find out which related objects of these rows the user may see: at most one query a relation."""
        for column in self.shown:
            if isinstance(column, Related):
                self._load(column, rows)

    def _load(self, column: Column, rows: list) -> None:
        related = {value.pk: value for value in map(column.value, rows) if value is not None}
        if not related:
            return
        model = type(next(iter(related.values())))
        if model.access.kind not in SCOPED_KINDS or condition(self.user, "view", model.access) == EVERYTHING:
            self._visible[model] = None
            return
        known = self._visible.setdefault(model, set())
        known.update(model._default_manager.allowed(self.user).filter(pk__in=related).values_list("pk", flat=True))

    def may_see(self, related) -> bool:
        known = self._visible.get(type(related), set())
        return known is None or related.pk in known

    def url_of(self, row) -> str:
        return self.urls(row)

    def lines(self, rows: list) -> list[Line]:
        self.load_visibility(rows)
        return [
            Line(row, self.url_of(row), [Cell(column, column.html(row, self)) for column in self.shown]) for row in rows
        ]

    @property
    def keeps_version(self) -> bool:
        """Whether an edited export can tell, on its way back in, that a row has changed since."""
        return issubclass(self.model, Record)

    def export_head(self) -> list[str]:
        return ["id", *(self.label(column) for column in self.shown), *(["version"] if self.keeps_version else [])]

    def export_rows(self, rows: list):
        self.load_visibility(rows)
        for row in rows:
            version = [row.version] if self.keeps_version else []
            yield [row.pk, *(column.export(row, self) for column in self.shown), *version]
