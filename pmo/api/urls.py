"""Addresses of the API: every registered route, its description and its documentation page."""

from django.urls import path
from django.utils.module_loading import autodiscover_modules
from rest_framework.routers import SimpleRouter

from .documentation import Description, Documentation
from .registry import routes
from .root import Root

app_name = "api"
autodiscover_modules("viewsets")
router = SimpleRouter()
for route, viewset in routes().items():
    router.register(route, viewset, basename=viewset.route_name)

urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("schema/", Description.as_view(), name="schema"),
    path("docs/", Documentation.as_view(), name="docs"),
    *router.urls,
]
