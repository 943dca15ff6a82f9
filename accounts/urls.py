"""Addresses of people, roles and accounts; signing in and its second step are allauth's, under `account/`."""

from django.urls import include, path

from .object_pages import urlpatterns as objects

access: list = []

urlpatterns = [
    path("", include(([*objects, *access], "accounts"))),
    path("account/", include("allauth.urls")),
]
