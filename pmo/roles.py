"""The one table role → actions. Who holds which role where is `accounts.Membership`'s business."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ACTIONS = frozenset({"view", "add", "change", "delete", "publish", "approve", "decide", "arbitrate", "manage"})
VIEW = frozenset({"view"})
EDIT = frozenset({"view", "add", "change", "delete"})
LEAD = EDIT | {"publish", "manage"}
ALL = ACTIONS

# Kinds of facts inside a portfolio, programme or project; a scope decides which rows. The outline of a project is its
# name, dates, priority and manager, for whoever manages people that it asks for.
SCOPED_KINDS = (
    "portfolio", "programme", "project", "plan", "money", "status", "risk", "decision", "staffing", "benefit",
    "outline",
)  # fmt: skip
# Kinds that belong to the organisation as a whole, or to a person or department.
ORGANISATION_KINDS = (
    "setting", "account", "directory", "rate", "currency", "absence", "strategy", "committee", "import", "operation",
)  # fmt: skip
KINDS = frozenset(SCOPED_KINDS + ORGANISATION_KINDS)


class RoleName(TextChoices):
    """The roles of the product; `ROLES` says what each may do."""

    ADMINISTRATOR = "administrator", _("PMO administrator")
    OFFICER = "officer", _("PMO officer")
    ASSISTANT = "assistant", _("Project assistant")
    PORTFOLIO_MANAGER = "portfolio_manager", _("Portfolio manager")
    PROJECT_MANAGER = "project_manager", _("Project manager")
    CONTRIBUTOR = "contributor", _("Contributor")
    RESOURCE_MANAGER = "resource_manager", _("Resource manager")
    FINANCE_CONTROLLER = "finance_controller", _("Finance controller")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    EXECUTIVE = "executive", _("Executive or sponsor")
    AUDITOR = "auditor", _("Auditor")
    GUEST = "guest", _("Guest")
    INTEGRATION = "integration", _("Integration")


@dataclass(frozen=True)
class Role:
    """What a role may do.

    `scoped` counts for the rows inside the scope the role is held for, `anywhere` for rows of the
    organisation whatever the scope, `own` for rows that name the user as their owner. Kinds in
    `if_shared` are visible only in projects that share their money with the team. `confidential`:
    held for the organisation, the role also sees projects that do not name the user. `of_people`: held for
    a department, it reaches its people, not the projects that the department owns.
    """

    scoped: dict[str, frozenset] = field(default_factory=dict)
    anywhere: dict[str, frozenset] = field(default_factory=dict)
    own: frozenset = frozenset()
    if_shared: frozenset = frozenset()
    confidential: bool = False
    of_people: bool = False


def _grant(actions, *kinds):
    return dict.fromkeys(kinds, frozenset(actions))


FACTS = ("plan", "money", "status", "risk", "decision", "staffing", "benefit")
INSIDE = _grant(VIEW, "directory", "strategy", "committee", "benefit")
# Files of their own, with the rights they have on each row; what others import is the PMO's to see.
BRING_IN = _grant({"add"}, "import")
OWN = frozenset({"view", "change"})

ROLES: dict[str, Role] = {
    RoleName.ADMINISTRATOR: Role(_grant(ALL, *SCOPED_KINDS), _grant(ALL, *ORGANISATION_KINDS), OWN, confidential=True),
    RoleName.OFFICER: Role(
        _grant(ALL, *SCOPED_KINDS),
        _grant(VIEW, "account", "rate", "operation")
        | _grant(EDIT, "setting", "currency", "directory", "absence", "strategy", "committee", "import"),
        OWN,
        confidential=True,
    ),
    RoleName.ASSISTANT: Role(
        _grant(VIEW, "portfolio", "programme") | _grant({"view", "change"}, "project") | _grant(EDIT, *FACTS),
        INSIDE,
        OWN,
    ),
    RoleName.PORTFOLIO_MANAGER: Role(
        _grant({"view", "change", "manage"}, "portfolio")
        | _grant(EDIT, "programme")
        | _grant(LEAD | {"decide", "arbitrate"}, "project", *FACTS)
        | _grant(LEAD | {"decide", "arbitrate", "approve"}, "plan"),
        _grant(VIEW, "directory") | _grant(EDIT, "strategy", "committee") | BRING_IN,
        OWN,
    ),
    RoleName.PROJECT_MANAGER: Role(
        _grant(VIEW, "portfolio", "programme") | _grant({"view", "change", "manage"}, "project") | _grant(LEAD, *FACTS),
        INSIDE | BRING_IN,
        OWN,
    ),
    RoleName.CONTRIBUTOR: Role(
        _grant(VIEW, "project", *FACTS), _grant(VIEW, "directory"), OWN, if_shared=frozenset({"money"})
    ),
    RoleName.RESOURCE_MANAGER: Role(
        _grant(EDIT, "directory", "absence")
        | _grant({"view", "change", "approve"}, "staffing")
        | _grant(VIEW, "outline"),
        _grant(VIEW, "directory"),
        OWN,
        of_people=True,
    ),
    RoleName.FINANCE_CONTROLLER: Role(
        _grant(VIEW, *SCOPED_KINDS) | _grant(EDIT | {"approve"}, "money"),
        INSIDE | BRING_IN | _grant(EDIT, "rate", "currency"),
        OWN,
        confidential=True,
    ),
    RoleName.DATA_PROTECTION_OFFICER: Role(
        _grant(VIEW, *(kind for kind in SCOPED_KINDS if kind != "money")), INSIDE, OWN, confidential=True
    ),
    RoleName.EXECUTIVE: Role(
        _grant(VIEW, *SCOPED_KINDS)
        | _grant({"view", "approve"}, "project", "status", "plan")
        | _grant({"view", "decide"}, "decision"),
        INSIDE,
        OWN,
    ),
    RoleName.AUDITOR: Role(_grant(VIEW, *SCOPED_KINDS), _grant(VIEW, *ORGANISATION_KINDS), VIEW, confidential=True),
    RoleName.GUEST: Role(own=OWN),
    RoleName.INTEGRATION: Role(
        _grant(EDIT, "project", *FACTS) | _grant(VIEW, "portfolio", "programme"), INSIDE, confidential=True
    ),
}  # fmt: skip

# What someone named on a project may see around it: the rest of its portfolio that is not confidential.
NEIGHBOUR = Role(_grant(VIEW, *SCOPED_KINDS))
