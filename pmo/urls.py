"""All addresses. Each app lists its own; the frame adds health checks, choices, bin and saved views."""

from django.urls import include, path

from . import settings_pages
from .views import bin, choices, errors, health_checks, icons, jobs, saved_views

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error

APPS = ("accounts", "portfolio", "projects", "risks", "resources", "integrations", "reporting")

urlpatterns = [
    path("healthz/live", health_checks.live, name="health-live"),
    path("healthz/ready", health_checks.ready, name="health-ready"),
    path("metrics", health_checks.metrics, name="metrics"),
    path("choices/<str:model>/", choices.Choices.as_view(), name="choices"),
    path("icons/<slug:version>.svg", icons.icon_sheet, name="icon-sheet"),
    path("bin/", bin.BinList.as_view(), name="bin-list"),
    path("bin/<int:pk>/restore/", bin.BinRestore.as_view(), name="bin-restore"),
    path("jobs/", jobs.JobList.as_view(), name="job-list"),
    path("jobs/<uuid:pk>/", jobs.JobDetail.as_view(), name="job-detail"),
    path("jobs/<uuid:pk>/cancel/", jobs.JobCancel.as_view(), name="job-cancel"),
    path("views/", saved_views.SavedViewCreate.as_view(), name="saved-view-create"),
    path("views/<int:pk>/delete/", saved_views.SavedViewDelete.as_view(), name="saved-view-delete"),
    path("", include((settings_pages.urlpatterns, "pmo"))),
    path("api/v1/", include("pmo.api.urls")),
    *(path("", include(f"{app}.urls")) for app in APPS),
]
