"""Addresses of integrations, and their entries in the menu."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _

from integrations import jobs  # noqa: F401 - a page may start them
from integrations.views import editions, plans, ratings, steps, uploads
from pmo import navigation, panels

app_name = "integrations"

navigation.register(
    navigation.Item("administer", _("Imports"), "integrations:import-list", "file-import", "import", "add", order=40)
)
navigation.register(
    navigation.Item(
        "administer",
        _("Ratings and health"),
        "integrations:rating-map",
        "traffic-lights",
        "setting",
        "change",
        order=45,
    )
)

panels.register(
    "projects.Project",
    panels.Panel(
        "plan-files",
        _("Plan: import and export"),
        "file-import",
        lambda row: reverse("integrations:plan-files", args=[row.pk]),
        "plan",
        order=85,
    ),
)

urlpatterns = [
    path("imports/", uploads.ImportList.as_view(), name="import-list"),
    path("imports/new/", uploads.ImportCreate.as_view(), name="import-create"),
    re_path(
        r"^imports/template-(?P<language>fr|en)\.xlsx$", uploads.TemplateWorkbook.as_view(), name="import-template"
    ),
    path("imports/presets/<int:pk>/delete/", uploads.MappingDelete.as_view(), name="mapping-delete"),
    path("imports/<int:pk>/", steps.ImportDetail.as_view(), name="import-detail"),
    path("imports/<int:pk>/columns/", steps.ImportColumns.as_view(), name="import-columns"),
    path("imports/<int:pk>/confirm/", steps.ImportConfirm.as_view(), name="import-confirm"),
    path("imports/<int:pk>/delete/", steps.ImportDelete.as_view(), name="import-delete"),
    path("imports/<int:pk>/problems.csv", steps.ImportProblems.as_view(), name="import-problems"),
    path("portfolios/<int:pk>/editions/", editions.Editions.as_view(), name="editions"),
    path("projects/<int:pk>/plan/files/", plans.PlanFiles.as_view(), name="plan-files"),
    re_path(r"^projects/(?P<pk>\d+)/plan/export\.(?P<format>xml|csv)$", plans.PlanExport.as_view(), name="plan-export"),
    path("settings/ratings/", ratings.RatingMapping.as_view(), name="rating-map"),
]
