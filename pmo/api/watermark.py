"""The moment up to which a reader has certainly seen every change."""

from datetime import datetime

from django.db import connection

# A row's updated_at is the clock at its write, but it shows only once its transaction commits. So the mark is
# the start of the oldest transaction that has written and is still open. A first INSERT stamps its row a
# moment before the transaction gets its number: a statement that is running counts from its own start.
# statement_timestamp() is taken before pg_stat_activity is looked at, so nothing slips in between.
OLDEST_OPEN_WRITE = """
SELECT statement_timestamp(), LEAST(statement_timestamp(), min(
    CASE WHEN backend_xid IS NOT NULL THEN xact_start ELSE query_start END))
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND (backend_xid IS NOT NULL OR (state = 'active' AND backend_type = 'client backend'))
"""


def watermark() -> tuple[datetime, datetime]:
    """(now, mark), both by the database's clock. Ask for it before the rows; call outside transactions."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_OPEN_WRITE)
        return cursor.fetchone()
