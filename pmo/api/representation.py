"""What an answer selects and how a row becomes JSON: columns straight from the database, no objects between."""

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter

from django.db.models import Q
from django.utils.translation import gettext as _

from ..access import EVERYTHING, NOTHING, as_flag, condition

Reader = Callable[[dict], object]


class Representation:
    """The columns of one serializer as one user may see them; `prefix` is the way from the selected row.

    Rights are columns too (`sees_…`), so that a list costs one query whatever it links to.
    """

    def __init__(self, serializer_class, user, *, prefix: str = "", root: "Representation | None" = None):
        self.serializer_class = serializer_class
        self.model = serializer_class.Meta.model
        self.user = user
        self.prefix = prefix
        self.root = root or self
        if root is None:
            self.names: set[str] = {"pk"}
            self.annotations: dict[str, object] = {}
            self.flags: dict[tuple, bool | str] = {}
        self.readers = [(name, self._reader(name, field)) for name, field in readable_fields(serializer_class).items()]

    def path(self, source: str) -> str:
        return f"{self.prefix}__{source}" if self.prefix else source

    def take(self, source: str) -> str:
        """Select a column; returns the key under which a row carries it."""
        name = self.path(source)
        self.root.names.add(name)
        return name

    def annotate(self, name: str, expression) -> str:
        self.root.annotations[name] = expression
        return name

    def flag(self, path, kind: str | None, lookup: str) -> bool | str:
        """Whether the user may view facts of a kind at a lookup: True, False, or the column that says so."""
        key = (kind or path.kind, path, lookup)
        if key not in self.root.flags:
            rows = condition(self.user, "view", path, kind, lookup)
            self.root.flags[key] = self._as_column(rows, f"sees_{key[0]}_{lookup}")
        return self.root.flags[key]

    def _as_column(self, rows: Q, name: str) -> bool | str:
        if rows in (EVERYTHING, NOTHING):
            return rows == EVERYTHING
        return self.annotate(name, as_flag(rows))

    def _reader(self, name: str, field) -> Reader:
        read = field.select(self) if hasattr(field, "select") else itemgetter(self.take(field.source))
        guard = getattr(self.serializer_class.Meta, "guards", {}).get(name)
        if guard is None or not guard.hidden:
            return read
        flag = self.root.flag(self.root.model.access, guard.kind, "")
        return _guarded(read, flag, guard.without)

    def select(self, queryset, *extra: str):
        """The queryset as rows of these columns, and of the `extra` ones that an ordering needs."""
        names = self.names.union(extra) - self.annotations.keys()
        return queryset.annotate(**self.annotations).values(*sorted(names), *self.annotations)

    def row(self, values: dict) -> dict:
        return {name: read(values) for name, read in self.readers}

    def rows(self, found) -> list[dict]:
        readers = self.readers
        return [{name: read(values) for name, read in readers} for values in found]


def _guarded(read: Reader, flag: bool | str, without: Callable[[object], object]) -> Reader:
    if flag is True:
        return read
    if flag is False:
        return lambda row: without(read(row))
    return lambda row: read(row) if row[flag] else without(read(row))


def link_reader(pk: str, flag: bool | str, columns: list[str], join) -> Reader:
    """A linked object as {id, label}; "restricted" without id where the user may not see it."""

    def read(row):
        if row[pk] is None:
            return None
        if flag is True or (flag and row[flag]):
            return {"id": row[pk], "label": join(*(row[column] for column in columns))}
        return restricted()

    return read


def restricted() -> dict:
    return {"id": None, "label": _("restricted")}


@lru_cache(maxsize=256)
def readable_fields(serializer_class) -> dict:
    """The fields of an answer, built once: building them for every request costs more than the query."""
    return {name: field for name, field in serializer_class().fields.items() if not field.write_only}
