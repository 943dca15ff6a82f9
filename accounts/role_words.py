"""What roles, scopes, kinds of facts and actions are called, for the pages and exports about access."""

from django.utils.translation import gettext_lazy as _

from pmo.access import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, PROJECT, Holding
from pmo.roles import RoleName

SCOPES = {
    ORGANISATION: _("Organisation"),
    DEPARTMENT: _("Department"),
    PORTFOLIO: _("Portfolio"),
    PROGRAMME: _("Programme"),
    PROJECT: _("Project"),
}
KINDS = {
    "portfolio": _("portfolio"),
    "programme": _("programme"),
    "project": _("project"),
    "plan": _("plan"),
    "money": _("money"),
    "status": _("status reports"),
    "risk": _("risks and issues"),
    "decision": _("decisions and actions"),
    "staffing": _("allocations"),
    "benefit": _("KPIs and benefits"),
    "outline": _("outlines of projects that ask for people"),
    "setting": _("settings"),
    "account": _("accounts and roles"),
    "directory": _("directory"),
    "rate": _("daily rates"),
    "absence": _("absences"),
    "strategy": _("objectives"),
    "committee": _("committees"),
    "import": _("imports"),
    "operation": _("operation"),
    "currency": _("currencies and exchange rates"),
}
ACTIONS = {
    "view": _("see"),
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
    "publish": _("publish"),
    "approve": _("approve"),
    "decide": _("decide"),
    "arbitrate": _("arbitrate"),
    "manage": _("manage"),
}
REASONS = {
    "given": _("given"),
    "delegated": _("delegated"),
    "named": _("named on the project"),
    "neighbour": _("leads a project in this portfolio"),
}


def role_word(role: str):
    return _("Reader of the portfolio") if role == "neighbour" else RoleName(role).label


class RoleWords:
    """The words of each role in the language of now, made once however many lines need them."""

    def __init__(self):
        self.known: dict[str, tuple[str, str, str]] = {}
        self.scopes = {scope: str(word) for scope, word in SCOPES.items()}
        self.reasons = {reason: str(word) for reason, word in REASONS.items()}

    def of(self, held: Holding) -> tuple[str, str, str]:
        """(name, what it shows, what else it may do)."""
        if held.role not in self.known:
            self.known[held.role] = (str(role_word(held.role)), sees(held), does(held))
        return self.known[held.role]


def rights(held: Holding) -> dict[str, set[str]]:
    """Kind of facts → actions that the role gives."""
    found = {kind: set(actions) for kind, actions in held.grants.scoped.items()}
    for kind, actions in held.grants.anywhere.items():
        found.setdefault(kind, set()).update(actions)
    return found


def sees(held: Holding) -> str:
    """What the role shows, as a sentence."""
    allowed = rights(held)
    return ", ".join(str(word) for kind, word in KINDS.items() if "view" in allowed.get(kind, ()))


def does(held: Holding) -> str:
    """What else the role may do, kinds with the same actions together."""
    allowed, together = rights(held), {}
    for kind, word in KINDS.items():
        actions = tuple(str(name) for action, name in ACTIONS.items() if action in allowed.get(kind, set()) - {"view"})
        if actions:
            together.setdefault(actions, []).append(str(word))
    said = _("%(verb)s: %(object)s")
    parts = ({"verb": ", ".join(actions), "object": ", ".join(kinds)} for actions, kinds in together.items())
    return str(_("; ")).join(said % part for part in parts)
