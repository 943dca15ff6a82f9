"""Many rows in one INSERT or UPDATE: what all rows share is sent once, what differs as an array for each column."""

import re
from collections.abc import Sequence

from django.db import connections, models, router
from django.db.models.expressions import DatabaseDefault

_LENGTH = re.compile(r"\(.*?\)")  # a cast to varchar(40) would cut what is longer instead of refusing it


def insert_rows(model, rows: Sequence[models.Model]) -> None:
    """Insert the rows, which get their ids. What the database fills in besides is not read back."""
    source = _Source(rows, connections[router.db_for_write(model)])
    values = [(field.column, source.value(field)) for field in _filled_here(model, rows)]
    place = source.array("integer", list(range(len(rows))))
    found = source.execute(
        f'INSERT INTO "{model._meta.db_table}" ({", ".join(_quoted(name) for name, _value in values)}) '
        f"SELECT {', '.join(value for _name, value in values)} FROM {source} ORDER BY {place} RETURNING id"
    )
    for row, (pk,) in zip(rows, found, strict=True):
        row.pk, row._state.adding, row._state.db = pk, False, source.connection.alias


def update_if_unchanged(model, rows: Sequence[models.Model], names: Sequence[str]) -> set[int]:
    """Update these fields of the rows that still have the version with which they were read; the ids of those."""
    fields = model._meta.get_field
    source = _Source(rows, connections[router.db_for_write(model)])
    assigned = ", ".join(f"{_quoted(fields(name).column)} = {source.value(fields(name))}" for name in names)
    pk, version = (source.value(fields(name), shared=False) for name in ("id", "version"))
    found = source.execute(
        f'UPDATE "{model._meta.db_table}" AS stored SET {assigned} FROM {source} '
        f"WHERE stored.id = {pk} AND stored.version = {version} RETURNING stored.id"
    )
    return {pk for (pk,) in found}


def _filled_here(model, rows: Sequence[models.Model]) -> list[models.Field]:
    """The fields whose values come from the rows: not ids, generated columns and defaults of the database."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]
    return [field for field in fields if not all(isinstance(_raw(row, field), DatabaseDefault) for row in rows)]


def _raw(row: models.Model, field: models.Field) -> object:
    return getattr(row, field.attname)


def _quoted(column: str) -> str:
    return f'"{column}"'


class _Source:
    """The rows as a table `given` for one statement, with the parameters in the order of their mention there."""

    def __init__(self, rows: Sequence[models.Model], connection):
        self.rows, self.connection = rows, connection
        self._shared: list[object] = []
        self._arrays: list[list[object]] = []
        self._kinds: list[str] = []

    def value(self, field: models.Field, *, shared: bool = True) -> str:
        """The field's value in the statement; columns of the database keep their limits, casts here have none."""
        kind = _LENGTH.sub("", field.cast_db_type(self.connection))
        values = [_raw(row, field) for row in self.rows]
        if shared and all(value is values[0] or value == values[0] for value in values):
            self._shared.append(field.get_db_prep_save(values[0], self.connection))
            return f"%s::{kind}"
        return self.array(kind, [field.get_db_prep_save(value, self.connection) for value in values])

    def array(self, kind: str, values: list[object]) -> str:
        self._arrays.append(values)
        self._kinds.append(kind)
        return f"given.value{len(self._arrays)}"

    def __str__(self) -> str:
        arrays = ", ".join(f"%s::{kind}[]" for kind in self._kinds)
        return f"unnest({arrays}) AS given ({', '.join(f'value{n + 1}' for n in range(len(self._arrays)))})"

    def execute(self, statement: str) -> list[tuple]:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, [*self._shared, *self._arrays])
            return cursor.fetchall()
