"""Addresses of integrations."""

app_name = "integrations"

urlpatterns: list = []
