"""Keyset paging for pages and API: stable under change, as fast on the last page as on the first.

A cursor carries the whole ordering tuple of a row, primary key last. NULLs come last in either direction.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, FieldError, ValidationError
from django.db.models import F, Model, Q


class BadCursor(ValueError):
    """The cursor is not one that this list gave out."""


@dataclass(frozen=True)
class Page:
    """Rows of one page. Cursors are empty at either end; `total` counts the whole filtered list or is None."""

    rows: list
    total: int | None
    next_cursor: str
    previous_cursor: str


@dataclass(frozen=True)
class Column:
    """One part of an ordering."""

    name: str
    descending: bool

    @classmethod
    def parse(cls, name: str) -> "Column":
        return cls(name.lstrip("-"), name.startswith("-"))

    def expression(self, backwards: bool):
        """NULLs last forwards, so first backwards."""
        column = F(self.name)
        if self.descending != backwards:
            return column.desc(nulls_first=True) if backwards else column.desc(nulls_last=True)
        return column.asc(nulls_first=True) if backwards else column.asc(nulls_last=True)


def columns_of(order: tuple[str, ...]) -> list[Column]:
    """The ordering with the primary key as its last, deciding part."""
    columns = [Column.parse(name) for name in order]
    if not columns or columns[-1].name not in ("pk", "id"):
        columns.append(Column("pk", columns[-1].descending if columns else False))
    return columns


def in_order(queryset, order: tuple[str, ...]):
    """The whole queryset in the order of its pages: empty values last, the primary key deciding."""
    columns = columns_of(order)
    if hasattr(queryset, "for_order") and not queryset._fields:
        queryset = queryset.for_order(order)
    return queryset.order_by(*(column.expression(False) for column in columns))


def _plain(value):
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def encode(direction: str, values: list) -> str:
    text = json.dumps([direction, *map(_plain, values)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str, columns: list[Column]) -> tuple[str, list]:
    """(direction n or p, values). Raises BadCursor."""
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        direction, *values = parts
    except (binascii.Error, ValueError, TypeError, UnicodeError) as error:
        raise BadCursor from error
    scalar = all(isinstance(value, str | int | float | bool | None.__class__) for value in values)
    if direction not in ("n", "p") or len(values) != len(columns) or not scalar or values[-1] is None:
        raise BadCursor
    return direction, values


def _beyond(column: Column, value, backwards: bool) -> Q | None:
    """Rows strictly beyond a value in one column; None where there are none."""
    if value is None:
        return Q(**{f"{column.name}__isnull": False}) if backwards else None
    operator = "lt" if column.descending != backwards else "gt"
    beyond = Q(**{f"{column.name}__{operator}": value})
    if backwards or column.name == "pk":
        return beyond
    return beyond | Q(**{f"{column.name}__isnull": True})


def _equal(column: Column, value) -> Q:
    return Q(**{f"{column.name}__isnull": True}) if value is None else Q(**{column.name: value})


def after(columns: list[Column], values: list, backwards: bool) -> Q:
    """The rows beyond the given tuple, as (a beyond) or (a equal and b beyond) or …"""
    test, equal = Q(), Q()
    for column, value in zip(columns, values, strict=True):
        beyond = _beyond(column, value, backwards)
        if beyond is not None:
            test |= equal & beyond
        equal &= _equal(column, value)
    return test


def _value(row, name: str):
    if name in ("pk", "id"):
        return row["pk"] if isinstance(row, dict) else row.pk
    if isinstance(row, dict):
        return row[name]
    for part in name.split("__"):
        row = getattr(row, part, None)
    return row


def paginate(queryset, order: tuple[str, ...], *, size: int, cursor: str = "", total: bool = True) -> Page:
    """One page of a queryset in an order such as ("-state__slip_days", "sort_key").

    Two queries, or one without `total`. Raises BadCursor. Every name of the order must be readable from a
    row: a field, an annotation or a selected relation.
    """
    columns = columns_of(order)
    if hasattr(queryset, "for_order") and not queryset._fields:
        queryset = queryset.for_order(order)
    direction, values = decode(cursor, columns) if cursor else ("n", [])
    backwards = direction == "p"
    rows = queryset.order_by(*(column.expression(backwards) for column in columns))
    try:
        if cursor:
            rows = rows.filter(after(columns, values, backwards))
        found = list(rows[: size + 1])
    except (ValueError, TypeError, ValidationError, FieldError, FieldDoesNotExist) as error:
        raise BadCursor from error
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    return Page(
        rows=found,
        total=queryset.order_by().count() if total else None,
        next_cursor=_cursor("n", columns, found[-1:], backwards or more),
        previous_cursor=_cursor("p", columns, found[:1], more if backwards else bool(cursor)),
    )


def _cursor(direction: str, columns: list[Column], edge: list, wanted: bool) -> str:
    if not wanted or not edge:
        return ""
    return encode(direction, [_value(edge[0], column.name) for column in columns])
