"""Who may do what with which rows: every query of the product starts from `allowed(user, action)`.

Models declare the path to their scope once (`access = AccessPath(...)`); the table role → actions is
`pmo/roles.py`; who holds which role comes from the providers that `accounts` and `projects` register.
"""

from .adding import may_add
from .conditions import EVERYTHING, NOTHING, AccessPath, condition, reached_projects
from .held import (
    DEPARTMENT,
    ORGANISATION,
    PORTFOLIO,
    PROGRAMME,
    PROJECT,
    Holding,
    UnknownAction,
    forget_holdings,
    holdings,
    provides_holdings,
)
from .rows import AccessQuerySet, as_flag, holds_organisation_wide, link_flag, may, may_somewhere, sees_link, visible

__all__ = [
    "DEPARTMENT", "EVERYTHING", "NOTHING", "ORGANISATION", "PORTFOLIO", "PROGRAMME", "PROJECT", "AccessPath",
    "AccessQuerySet", "Holding", "UnknownAction", "as_flag", "condition", "forget_holdings", "holdings",
    "holds_organisation_wide", "link_flag", "may", "may_add", "may_somewhere", "provides_holdings",
    "reached_projects", "sees_link", "visible",
]  # fmt: skip
