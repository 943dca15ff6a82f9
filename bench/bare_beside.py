"""The product's addresses and those of the bare app in one process: for `bench.api` and `bench.pages`."""

from django.urls import include, path

from .bare_views import ADDRESSES

urlpatterns = [path("", include("pmo.urls")), *ADDRESSES]
