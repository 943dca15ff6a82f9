"""The app of the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from .trigger_registry import keep_look_ups

# Here, because apps are loaded before their models.
keep_look_ups()


class PmoConfig(AppConfig):
    name = "pmo"
    verbose_name = _("frame")

    def ready(self):
        from . import checks  # noqa: F401  (registers the system checks)
