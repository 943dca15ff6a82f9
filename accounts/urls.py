"""Addresses of accounts; allauth's own names stay without namespace."""

from django.urls import include, path
from django.views.generic import TemplateView
from django.views.i18n import set_language

stub = TemplateView.as_view(template_name="404.html")
own = ([path("profile/", stub, name="profile"), path("tokens/", stub, name="accesstoken-list")], "accounts")

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
    path("accounts/", include(own)),
]
