"""`manage.py generate_portfolio`: a big portfolio for measuring."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone, translation

from reporting.generator import NotEmpty, Scale, generate
from reporting.nightly import roll_up_everything


class Command(BaseCommand):
    help = "Fill an empty database with generated projects, facts and two years of snapshots, and roll them up."

    def add_arguments(self, parser):
        parser.add_argument("--projects", type=int, default=Scale.projects)
        parser.add_argument("--facts", type=int, default=Scale.facts, help="milestones, risks and costs a project")
        parser.add_argument("--years", type=int, default=Scale.years, help="years of snapshots; 0 for none")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--no-roll-up", action="store_true", help="leave the states to a later roll-up")

    @translation.override("en")  # as all that commands say
    def handle(self, *, projects, facts, years, seed, **options):
        started = time.monotonic()
        scale = Scale(projects=projects, facts=facts, years=years)
        try:
            generate(scale, today=timezone.localdate(), seed=seed, tell=self.tell)
        except NotEmpty as error:
            raise CommandError("This database already holds projects; generate into an empty one.") from error
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        self.stdout.write(f"generated in {time.monotonic() - started:.1f} s")
        if not options["no_roll_up"]:
            run = roll_up_everything(kind="command")
            self.stdout.write(f"rolled up in {(run.finished_at - run.started_at).total_seconds():.1f} s")
            self.stdout.write(run.error)

    def tell(self, model: str, rows: int) -> None:
        self.stdout.write(f"{rows:>9,} {model}")
