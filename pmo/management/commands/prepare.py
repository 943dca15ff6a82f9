"""`manage.py prepare`: brings database and catalogues up to date before the product starts.

Progress goes to the error stream; what to tell whoever starts the product (log-ins, link) to the output.
"""

from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from pmo import catalogues
from pmo.foreign_migrations import foreign_migrations, refusal
from pmo.trigger_migrations import light_trigger_operations


class Command(BaseCommand):
    help = "Migrate, compile the message catalogues, load the demonstration or offer the administrator's link."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="load the demonstration when nobody has an account")

    def handle(self, *args, demo: bool, **options):
        for path in catalogues.compile_changed():
            self.stderr.write(f"  compiled {path.name} of {path.parents[1].name}")
        if foreign := foreign_migrations(connection):
            raise CommandError(refusal(foreign))
        with light_trigger_operations():
            call_command("migrate", interactive=False, stdout=self.stderr, verbosity=0)
        if demo:
            self.load_demonstration()
            self.call_if_written("demonstration_logins")
        elif not get_user_model().objects.exists():
            self.call_if_written("setup_link")

    def load_demonstration(self) -> None:
        if not get_user_model().objects.exists():
            self.stderr.write("  loading the demonstration (once; about a minute) …")
            self.call_if_written("load_demonstration", stdout=self.stderr)

    def call_if_written(self, name: str, **options) -> None:
        if name in get_commands():
            call_command(name, **{"stdout": self.stdout, **options})
