"""Triggers that note whose reach changed, so that `updated_since` can re-send or withdraw rows.

A model declares in one line which scope and user its rows decide about; see `pmo.models.AccessChange`.
"""

import pgtrigger

from .marks import BOTH, CHANGED, NEW, OLD, differing

APPEND = "INSERT INTO pmo_accesschange (scope, scope_id, user_id, changed_at) "
INSERT, UPDATE, DELETE = "insert", "update", "delete"
EVENTS = {
    INSERT: (pgtrigger.Insert, NEW, "new_rows"),
    UPDATE: (pgtrigger.Update, BOTH, CHANGED),
    DELETE: (pgtrigger.Delete, OLD, "old_rows"),
}


def changes_access(query: str, *, columns: tuple[str, ...] = (), events: tuple[str, ...] = tuple(EVENTS)):
    """Class decorator: a write notes what `query` selects of the written `{rows}` as (scope, scope_id, user_id).

    With `columns`, an update counts only where one of these has changed.
    """
    triggers = []
    for event in events:
        operation, referencing, rows = EVENTS[event]
        rows = differing(columns) if event == UPDATE and columns else rows
        triggers.append(_trigger(event, operation, referencing, query.format(rows=rows)))
    return pgtrigger.register(*triggers)


def _trigger(event: str, operation, referencing, selected: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"access_{event}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=referencing,
        func=f"{APPEND}SELECT reach.*, clock_timestamp() FROM ({selected}) AS reach; RETURN NULL;",
    )
