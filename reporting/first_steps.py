"""What is to be done before there is something to steer, for whoever may do it; each step knows whether it is done."""

from dataclasses import dataclass

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.giving import may_give_somewhere
from accounts.models import Department, User
from pmo.access import may_somewhere
from pmo.models import Organisation
from portfolio.models import Portfolio
from projects.models import Project


@dataclass(frozen=True)
class Step:
    """One thing to do; `links` are (label, address), the first one the usual way."""

    title: str
    text: str
    links: tuple[tuple[str, str], ...]
    done: bool


def first_steps(user, organisation: Organisation) -> list[Step]:
    """The steps that the user may take; none when every one of them is done, or for who does not set up portfolios."""
    if not may_somewhere(user, "add", "portfolio"):
        return []
    there = _there(user, organisation)
    steps = (
        _settings(user, organisation), _people(user, there), _portfolio(there), _projects(user, there),
        _invite(user, there),
    )  # fmt: skip
    found = [step for step in steps if step]
    return [] if all(step.done for step in found) else found


def _there(user, organisation: Organisation) -> dict[str, bool]:
    """Of what there is something that the user may see, in one query."""
    rows = {
        "departments": Department.objects.allowed(user), "portfolios": Portfolio.objects.allowed(user),
        "projects": Project.objects.allowed(user), "others": User.objects.allowed(user).exclude(pk=user.pk),
    }  # fmt: skip
    asked = {name: Exists(one.order_by()) for name, one in rows.items()}
    return Organisation.objects.filter(pk=organisation.pk).values(**asked).get()


def _settings(user, organisation: Organisation) -> Step | None:
    if not may_somewhere(user, "change", "setting"):
        return None
    links = ((_("Open the settings"), reverse("pmo:organisation-update", args=[organisation.pk])),)
    text = _("Name, language, currency, first month of the fiscal year, thresholds of the colours.")
    return Step(_("Set up the organisation"), text, links, organisation.version > 1)


def _people(user, there: dict) -> Step | None:
    if not may_somewhere(user, "add", "directory"):
        return None
    links = (
        (_("Add a department"), reverse("accounts:department-create")),
        (_("Add a person"), reverse("accounts:person-create")),
    )
    text = _("Departments and people, with or without a log-in. A workbook can bring them too.")
    return Step(_("Name departments and people"), text, links, there["departments"])


def _portfolio(there: dict) -> Step:
    links = ((_("Create a portfolio"), reverse("portfolio:portfolio-create")),)
    text = _("Every project belongs to one; its code begins the codes of its projects.")
    return Step(_("Create the first portfolio"), text, links, there["portfolios"])


def _projects(user, there: dict) -> Step | None:
    links = (
        (_("Import a file"), reverse("integrations:import-create"), "import"),
        (_("Create a project"), reverse("projects:project-create"), "project"),
    )
    links = tuple((label, url) for label, url, kind in links if may_somewhere(user, "add", kind))
    if not links:
        return None
    text = _(
        "Bring your list of projects as it is, CSV or Excel, and see what it would change before anything is written."
    )
    return Step(_("Bring in the projects"), text, links, there["projects"])


def _invite(user, there: dict) -> Step | None:
    if not may_give_somewhere(user):
        return None
    links = ((_("Invite somebody"), reverse("accounts:invitation-create")),)
    text = _("Everybody gets a role on the organisation, a department, a portfolio, a programme or a project.")
    return Step(_("Invite those who work with it"), text, links, there["others"])
