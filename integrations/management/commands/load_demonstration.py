"""`manage.py load_demonstration`: a made-up company and two published archives, to look around in."""

import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from integrations.demonstration import load_demonstration


class Command(BaseCommand):
    help = "Load the demonstration into a new installation; does nothing where it is loaded already."

    def add_arguments(self, parser):
        parser.add_argument("--projects", type=int, default=120, help="projects of the company")
        parser.add_argument("--seed", type=int, default=1, help="another number tells other stories")
        parser.add_argument("--no-archives", action="store_true", help="leave the UK and French archives out")

    def handle(self, *, projects, seed, no_archives, verbosity, **options):
        started = time.monotonic()

        def tell(text: str) -> None:
            if verbosity:
                self.stdout.write(f"  {time.monotonic() - started:5.1f} s  {text}")

        loaded = load_demonstration(
            today=timezone.localdate(), projects=projects, seed=seed, archives=not no_archives, tell=tell
        )
        if not loaded.projects:
            self.stdout.write("The demonstration is loaded already; nothing was changed.")
            return
        self.stdout.write(f"  {loaded.projects} projects and {loaded.editions} editions of archives loaded.")
