"""The app of people and roles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("people and roles")

    def ready(self):
        from . import holdings  # noqa: F401  (registers the provider of roles)
