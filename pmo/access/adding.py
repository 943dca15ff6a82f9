"""Whether a user may add a new row: decided by the scope that the row names."""

from .conditions import organisation_allows
from .held import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, holdings
from .rows import may


def may_add(user, row) -> bool:
    """Whether the user may add this new row to the scope it names (at most one query)."""
    path, kind = row.access, row.access.kind
    for _scope, lookup in path.scopes:
        if lookup == "":
            return _may_add_scope(user, row, kind)
        parent = _follow(row, lookup)
        if parent is not None:
            return may(user, "add", parent, kind)
    if (path.organisation or path.department) and organisation_allows(holdings(user), "add", kind):
        return True
    if path.department is not None:
        return _may_add_in_department(user, row, kind)
    return bool(path.owner) and _follow(row, path.owner) == user


def _follow(row, lookup: str):
    for name in lookup.split("__"):
        row = getattr(row, name, None)
        if row is None:
            return None
    return row


def _may_add_scope(user, row, kind: str) -> bool:
    """A new project, programme, portfolio or department: decided by the scope around it."""
    around = {scope: getattr(row, f"{scope}_id", None) for scope in (PROGRAMME, PORTFOLIO)}
    return any(
        "add" in held.grants.scoped.get(kind, held.grants.anywhere.get(kind, ()))
        and (held.scope == ORGANISATION or (held.scope_id is not None and around.get(held.scope) == held.scope_id))
        for held in holdings(user)
    )


def _may_add_in_department(user, row, kind: str) -> bool:
    """Facts about the people of a department that the user manages."""
    department = row if row.access.department == "" else _follow(row, row.access.department)
    parent = getattr(department, "parent_id", None) if department is row else getattr(department, "pk", None)
    return any(
        held.scope == DEPARTMENT and held.scope_id == parent and "add" in held.grants.scoped.get(kind, ())
        for held in holdings(user)
    )
