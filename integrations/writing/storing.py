"""Rows into the database in batches; when it refuses a batch, the rows it objects to are found and named."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.db import DataError, IntegrityError, transaction

from integrations.cell_values import REASONS
from integrations.writing.statements import insert_rows, update_if_unchanged
from pmo.constraint_messages import message_for

Refuse = Callable[[object, str, str], None]


def create_rows(model, rows: Sequence[object], refuse: Refuse) -> list[object]:
    """Insert the rows and return those that were; each refused one is told with a code and its reason."""
    return _halve(rows, lambda part: insert_rows(model, part), refuse)


def update_rows(model, changed: Sequence[tuple[object, frozenset[str]]], refuse: Refuse) -> None:
    """Update the named fields of each row; rows that change the same fields share a statement.

    A row that somebody else has changed since it was read here is refused.
    """
    groups: dict[frozenset[str], list[object]] = defaultdict(list)
    for row, fields in changed:
        groups[fields].append(row)
    for fields, rows in groups.items():
        updated: set[int] = set()
        names = sorted(fields)
        sent = _halve(rows, lambda part: updated.update(update_if_unchanged(model, part, names)), refuse)  # noqa: B023
        for row in sent:
            if row.pk not in updated:
                refuse(row, "version_conflict", str(REASONS["version_conflict"]))


def _halve(rows: Sequence[object], write: Callable, refuse: Refuse) -> list[object]:
    if not rows:
        return []
    try:
        with transaction.atomic():
            write(list(rows))
    except (IntegrityError, DataError) as error:
        if len(rows) == 1:
            refuse(rows[0], "invalid", _message(error))
            return []
        middle = len(rows) // 2
        return _halve(rows[:middle], write, refuse) + _halve(rows[middle:], write, refuse)
    return list(rows)


def _message(error: Exception) -> str:
    return message_for(error) if isinstance(error, IntegrityError) else str(REASONS["out_of_range"])
