"""The app of resources."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("resources")

    def ready(self):
        from . import erasure  # noqa: F401  (registers what goes with a person's data)
