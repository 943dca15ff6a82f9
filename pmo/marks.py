"""Triggers that leave a mark when facts change: a model declares itself a fact in one line above its class.

The marks are drained by `reporting`; what a mark is, see `pmo.models.Mark`. No measure is calculated here.
"""

import pgtrigger

FACTS: dict[type, str] = {}
"""Models whose rows the roll-up reads, each with whom its marks name: `project`, `projects` or `everything`."""

PLANS: set[type] = set()
"""Models whose rows a plan is scheduled from."""

APPEND = "INSERT INTO pmo_mark (project_id, marked_at) "
APPEND_PLAN = "INSERT INTO pmo_mark (project_id, marked_at, of_plan) "
EVERYTHING = APPEND + "VALUES (NULL, clock_timestamp()); RETURN NULL;"

OLD, NEW = pgtrigger.Referencing(old="old_rows"), pgtrigger.Referencing(new="new_rows")
BOTH = pgtrigger.Referencing(old="old_rows", new="new_rows")
CHANGED = "(SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows)"


def marks_project(model):
    """Class decorator: a write marks the project of each written row, and on an update the old one too."""
    column = "id" if model._meta.label == "projects.Project" else "project_id"
    return _register(model, "project", f"SELECT DISTINCT {column} FROM {{rows}} AS written WHERE {column} IS NOT NULL")


def marks_projects(query: str, *, columns: tuple[str, ...] = ()):
    """Class decorator: a write marks the projects that `query` selects; `{rows}` in it are the written rows.

    With `columns`, an update counts only where one of these has changed.
    """
    return lambda model: _register(model, "projects", query, columns)


def marks_everything(*columns: str):
    """Class decorator: a write marks every project; with `columns`, an update only if one of these changed."""
    return lambda model: _register(model, "everything", "SELECT NULL::bigint FROM {rows} AS written LIMIT 1", columns)


def marks_plan(query: str, *, columns: tuple[str, ...] = (), events: tuple[str, ...] = ("insert", "update", "delete")):
    """Class decorator: a write marks the plans of the projects that `query` selects, to be scheduled anew.

    As `marks_projects`, beside the mark that the facts leave: most writes concern no plan.
    """
    updated = differing(columns) if columns else CHANGED
    found = {
        "insert": _trigger("plan_insert", pgtrigger.Insert, _append_plan(query, "new_rows"), NEW),
        "update": _trigger("plan_update", pgtrigger.Update, _append_plan(query, updated), BOTH),
        "delete": _trigger("plan_delete", pgtrigger.Delete, _append_plan(query, "old_rows"), OLD),
    }

    def register(model):
        PLANS.add(model)
        return pgtrigger.register(*(found[event] for event in events))(model)

    return register


def _register(model, marked: str, query: str, columns: tuple[str, ...] = ()):
    FACTS[model] = marked
    updated = differing(columns) if columns else CHANGED
    # Transition tables allow one event a trigger; TRUNCATE has none, so it marks everything.
    triggers = (
        _trigger("insert", pgtrigger.Insert, _append(query, "new_rows"), NEW),
        _trigger("update", pgtrigger.Update, _append(query, updated), BOTH),
        _trigger("delete", pgtrigger.Delete, _append(query, "old_rows"), OLD),
        _trigger("truncate", pgtrigger.Truncate, EVERYTHING),
    )
    return pgtrigger.register(*triggers)(model)


def _trigger(event: str, operation, func: str, referencing=None) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"mark_{event}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=referencing,
        func=func,
    )


def _append(query: str, rows: str) -> str:
    """Append a mark for each project the query selects; a statement that touched no row appends none."""
    selected = query.format(rows=rows)
    return f"{APPEND}SELECT touched.id, clock_timestamp() FROM ({selected}) AS touched (id); RETURN NULL;"


def _append_plan(query: str, rows: str) -> str:
    """The same for the plans of the projects."""
    selected = query.format(rows=rows)
    values = "SELECT touched.id, clock_timestamp(), true"
    return f"{APPEND_PLAN}{values} FROM ({selected}) AS touched (id); RETURN NULL;"


def differing(columns: tuple[str, ...]) -> str:
    """Old and new version of the rows in which one of the columns differs."""
    before, after = (", ".join(f"{side}.{column}" for column in columns) for side in ("o", "n"))
    differ = f"FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE ({before}) IS DISTINCT FROM ({after})"
    return f"(SELECT o.* {differ} UNION ALL SELECT n.* {differ})"
