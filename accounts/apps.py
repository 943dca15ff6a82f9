"""The app of people and roles."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pmo import panels

# The tab "Access" on the pages of what a role may be held for; their apps need not know it.
SCOPE_PAGES = ("portfolio.portfolio", "portfolio.programme", "projects.project")


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("people and roles")

    def ready(self):
        from . import holdings  # noqa: F401  (registers the provider of roles)

        for label in SCOPE_PAGES:
            panels.register(
                label, panels.Panel("access", _("Access"), "lock", _access_url, label.partition(".")[2], "manage", 95)
            )


def _access_url(row) -> str:
    return reverse("accounts:scope-access", args=[row._meta.model_name, row.pk])
