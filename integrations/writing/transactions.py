"""The one transaction of an import, set up so that its cost stays in proportion to its rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Constraints that wait for the end would queue an event for every row, and the trigger that stamps a row goes through
# the whole queue each time its look-up of an unset setting fails: a cost of rows times rows.
CHECK_AT_ONCE = "SELECT set_config('pgtrigger.ignore', '{}', true); SET CONSTRAINTS ALL IMMEDIATE"
CHECK_AT_THE_END = "SET CONSTRAINTS ALL DEFERRED"


@contextmanager
def bulk_transaction() -> Iterator[None]:
    """A transaction, or a part of one, in which every statement is checked when it ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHECK_AT_ONCE)
        yield
        if not transaction.get_rollback():
            cursor.execute(CHECK_AT_THE_END)
