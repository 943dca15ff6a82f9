"""Addresses of people, roles and accounts; signing in and its second step are allauth's, under `account/`."""

from django.urls import include, path

# Plain objects: people, departments, vendors, calendars, currencies, rates.
objects: list = []

access: list = []

urlpatterns = [
    path("", include(([*objects, *access], "accounts"))),
    path("account/", include("allauth.urls")),
]
