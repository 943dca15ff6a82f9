"""`manage.py collect_messages`: brings locale/ up to date with the strings of source and templates."""

from django.conf import settings
from django.core.management.base import BaseCommand

from pmo import catalogues


class Command(BaseCommand):
    help = "Collect the strings to translate into locale/."
    requires_system_checks = []

    def handle(self, *args, **options):
        collected = catalogues.collect(settings.BASE_DIR)
        for language, catalogue in collected.items():
            missing = catalogues.untranslated(catalogue) if language != "en" else []
            self.stdout.write(f"{language}: {len(catalogue)} messages, {len(missing)} without a translation")
            for message in missing:
                self.stdout.write(f"  {message}")
        catalogues.compile_changed()
