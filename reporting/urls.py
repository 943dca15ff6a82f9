"""Addresses of dashboards, of what waits for the reader, and of what the roll-up keeps."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from pmo import navigation, panels
from pmo.navigation import Item

from .panels import PANELS
from .run_pages import roll_up_run_pages
from .snapshot_pages import snapshot_pages
from .views import (
    changes,
    charts,
    dashboard,
    earned_totals,
    earned_value,
    figure_trends,
    journal,
    origin,
    pending,
    roadmap,
    search,
    sponsor,
    trouble,
    variance,
)
from .views.my_work import MyProjects, MyWork

navigation.register(Item("work", navigation.SECTIONS["work"], "my-work", "inbox", order=5))
navigation.register(Item("work", _("Decisions and my projects"), "sponsor", "gavel", "decision", "decide", order=8))
navigation.register(Item("steer", _("Dashboard"), "dashboard", "layout-dashboard", "project", order=5))
navigation.register(Item("steer", _("Roadmap"), "roadmap", "road", "project", order=8))

for label, panel in PANELS:
    panels.register(label, panel)

records = [*snapshot_pages.urls(), *roll_up_run_pages.urls()]

dashboards = [
    path("", dashboard.Home.as_view(), name="home"),
    path("dashboard/", dashboard.Dashboard.as_view(), name="dashboard"),
    path("dashboard/changes/", changes.DashboardChanges.as_view(), name="dashboard-changes"),
    path("dashboard/steered/", changes.SteeredSince.as_view(), name="dashboard-steered"),
    path("dashboard/trouble/", trouble.DashboardTrouble.as_view(), name="dashboard-trouble"),
    path("dashboard/earned-value/", earned_totals.DashboardEarnedValue.as_view(), name="dashboard-earned-value"),
    path("dashboard/charts/<slug:name>/", charts.DashboardChart.as_view(), name="dashboard-chart"),
    path("dashboard/trends/", figure_trends.FigureTrends.as_view(), name="figure-trends"),
    path("dashboard/trends/<slug:figure>/", figure_trends.FigureTrend.as_view(), name="figure-trend"),
    path("dashboard/trends/<slug:figure>/chart/", figure_trends.FigureChart.as_view(), name="figure-trend-chart"),
    path("dashboard/origin/<slug:figure>/", origin.FigureOrigin.as_view(), name="figure-origin"),
    path("changes/", changes.Changes.as_view(), name="changes"),
    path("portfolios/<int:pk>/dashboard/", dashboard.PortfolioDashboard.as_view(), name="portfolio-dashboard"),
    path("programmes/<int:pk>/dashboard/", dashboard.ProgrammeDashboard.as_view(), name="programme-dashboard"),
    path("sessions/<int:pk>/since/", changes.SessionSince.as_view(), name="session-since"),
    path("sessions/<int:pk>/since/steered/", changes.SessionSteered.as_view(), name="session-steered"),
]

projects = [
    path("projects/<int:pk>/journal/", journal.Journal.as_view(), name="project-journal"),
    path("projects/<int:pk>/journal.<slug:format>", journal.JournalExport.as_view(), name="project-journal-export"),
    path("projects/<int:pk>/origin/<slug:measure>/", origin.MeasureOrigin.as_view(), name="measure-origin"),
    path("projects/<int:pk>/origin/<slug:measure>/changes/", origin.MeasureChanges.as_view(), name="measure-changes"),
    path("projects/<int:pk>/earned-value/", earned_value.EarnedValuePage.as_view(), name="project-earned-value"),
    path("projects/<int:pk>/charts/s-curve/", earned_value.SCurveChart.as_view(), name="project-s-curve"),
    path(
        "projects/<int:pk>/earned-value/tasks.<slug:format>",
        earned_value.EarnedValueTasks.as_view(),
        name="project-earned-value-tasks",
    ),
    path("projects/<int:pk>/variance/", variance.Variance.as_view(), name="project-variance"),
    path(
        "projects/<int:pk>/variance/tasks.<slug:format>", variance.VarianceFile.as_view(), name="project-variance-file"
    ),
    path("projects/<int:pk>/pending/", pending.ProjectPending.as_view(), name="project-pending"),
]

urlpatterns = [
    path("", include((records, "reporting"))),
    *dashboards,
    *projects,
    path("roadmap/", roadmap.Roadmap.as_view(), name="roadmap"),
    path("sponsor/", sponsor.Sponsor.as_view(), name="sponsor"),
    path("sponsor/changes/", sponsor.SponsorChanges.as_view(), name="sponsor-changes"),
    path("sponsor/decisions/<int:pk>/", sponsor.SponsorDecision.as_view(), name="sponsor-decision"),
    path("sponsor/escalations/<int:pk>/", sponsor.SponsorEscalation.as_view(), name="sponsor-escalation"),
    path("search/", search.Search.as_view(), name="search"),
    path("my-work/", MyWork.as_view(), name="my-work"),
    path("my-work/projects/", MyProjects.as_view(), name="my-projects"),
]
