"""Addresses of dashboards and of what waits for the reader."""

from django.urls import include, path
from django.views.generic import TemplateView

from pmo import navigation
from pmo.navigation import Item

from .run_pages import roll_up_run_pages
from .snapshot_pages import snapshot_pages
from .views.my_work import MyProjects, MyWork

navigation.register(Item("work", navigation.SECTIONS["work"], "my-work", "inbox", order=5))

records = [*snapshot_pages.urls(), *roll_up_run_pages.urls()]

urlpatterns = [
    path("", include((records, "reporting"))),
    path("", MyWork.as_view(), name="home"),
    path("my-work/", MyWork.as_view(), name="my-work"),
    path("my-work/projects/", MyProjects.as_view(), name="my-projects"),
    path("search/", TemplateView.as_view(template_name="base.html"), name="search"),
]
