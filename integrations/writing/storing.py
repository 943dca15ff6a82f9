"""Rows into the database in batches; when it refuses a batch, the rows it objects to are found and named."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.db import DataError, IntegrityError, transaction

from pmo.constraint_messages import message_for

UPDATED_AT_ONCE = 250


def create_rows(model, rows: Sequence[object], refuse: Callable[[object, str], None]) -> list[object]:
    """Insert the rows and return those that were; each refused one is told with its reason."""
    return _halve(rows, lambda part: model.objects.bulk_create(part), refuse)


def update_rows(model, changed: Sequence[tuple[object, frozenset[str]]], refuse: Callable[[object, str], None]) -> None:
    """Update the named fields of each row; rows that change the same fields share a statement."""
    groups: dict[frozenset[str], list[object]] = defaultdict(list)
    for row, fields in changed:
        groups[fields].append(row)
    for fields, rows in groups.items():
        names = sorted(fields)
        _halve(rows, lambda part, names=names: model.objects.bulk_update(part, names, UPDATED_AT_ONCE), refuse)


def _halve(rows: Sequence[object], write: Callable, refuse: Callable[[object, str], None]) -> list[object]:
    if not rows:
        return []
    try:
        with transaction.atomic():
            write(list(rows))
    except (IntegrityError, DataError) as error:
        if len(rows) == 1:
            refuse(rows[0], _message(error))
            return []
        middle = len(rows) // 2
        return _halve(rows[:middle], write, refuse) + _halve(rows[middle:], write, refuse)
    return list(rows)


def _message(error: Exception) -> str:
    from integrations.cell_values import REASONS

    return message_for(error) if isinstance(error, IntegrityError) else str(REASONS["out_of_range"])
