"""Addresses of resources."""

app_name = "resources"

urlpatterns: list = []
