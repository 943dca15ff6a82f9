"""`manage.py roll_up`: bring measures up to date now."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from pmo.run_troubles import troubles_text
from reporting.drain import drain_all
from reporting.nightly import LockNeverFree, roll_up_everything


class Command(BaseCommand):
    help = "Recalculate the projects whose facts changed, or all of them, for today or for another day."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="every project, not only those that changed")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="write snapshots of this day")

    @translation.override("en")  # as all that commands say
    def handle(self, *, verbosity, **options):
        if not options["all"] and not options["as_of"]:
            written = drain_all(seconds=3600)
            self.report(written.projects, troubles_text(written.troubles).splitlines())
            return
        progress = self.show_progress if verbosity else None
        try:
            run = roll_up_everything(as_of=options["as_of"], kind="command", progress=progress)
        except LockNeverFree as error:
            raise CommandError("Another roll-up is running; try again when it has ended.") from error
        self.report(run.projects, run.error.splitlines())

    def show_progress(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} of {total} projects")

    def report(self, projects: int, errors: list[str]) -> None:
        for error in errors:
            self.stderr.write(error)
        self.stdout.write(self.style.SUCCESS(f"{projects} projects recalculated, {len(errors)} errors"))
