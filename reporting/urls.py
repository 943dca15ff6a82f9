"""Addresses of dashboards and of what waits for the reader."""

from django.urls import path
from django.views.generic import TemplateView

stub = TemplateView.as_view(template_name="base.html")

urlpatterns = [
    path("", stub, name="home"),
    path("my-work/", stub, name="my-work"),
    path("search/", stub, name="search"),
]
