"""Tabs that reporting adds to pages of lower apps."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pmo.panels import Panel


def _at(name: str):
    return lambda row: reverse(name, args=[row.pk])


def _dashboard(name: str) -> Panel:
    return Panel("dashboard", _("Dashboard"), "layout-dashboard", _at(name), "project", order=1)


def _roadmap(name: str) -> Panel:
    return Panel(
        "roadmap", _("Roadmap"), "road", lambda row: f"{reverse('roadmap')}?{name}={row.pk}", "project", order=15
    )


def _earned_value(name: str) -> Panel:
    address = f"?{name}={{}}"
    return Panel(
        "earned-value", _("Earned value"), "chart-line",
        lambda row: reverse("dashboard-earned-value") + address.format(row.pk), "money", order=16,
    )  # fmt: skip


PANELS = (
    ("portfolio.Portfolio", _earned_value("portfolio")),
    ("portfolio.Programme", _earned_value("programme")),
    ("portfolio.Portfolio", _dashboard("portfolio-dashboard")),
    ("portfolio.Programme", _dashboard("programme-dashboard")),
    ("portfolio.Portfolio", _roadmap("portfolio")),
    ("portfolio.Programme", _roadmap("programme")),
    (
        "portfolio.Session",
        Panel("since", _("Since the last session"), "history", _at("session-since"), "project", order=1),
    ),
    (
        "projects.Project",
        Panel("earned-value", _("Earned value"), "chart-line", _at("project-earned-value"), "money", order=34),
    ),
    (
        "projects.Project",
        Panel("variance", _("Variance"), "arrows-diff", _at("project-variance"), "plan", order=25),
    ),
    ("projects.Project", Panel("journal", _("Journal"), "notebook", _at("project-journal"), "project", order=90)),
)
