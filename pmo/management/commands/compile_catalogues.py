"""`manage.py compile_catalogues`: compiles the message catalogues that have changed."""

from django.core.management.base import BaseCommand

from pmo import catalogues


class Command(BaseCommand):
    help = "Compile the message catalogues that have changed."
    requires_system_checks = []

    def handle(self, *args, **options):
        for path in catalogues.compile_changed():
            self.stdout.write(f"compiled {path}")
