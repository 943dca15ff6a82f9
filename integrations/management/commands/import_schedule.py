"""`manage.py import_schedule FILE`: a plan from a file into a project, from the command line."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from integrations.management.commands.import_workbook import actor_named
from integrations.plan_files import PlanRefused
from integrations.schedules.wording import problem_words, row_words
from integrations.services.destination import destination
from integrations.services.schedules import import_schedule
from integrations.workbook import WorkbookRefused
from projects.models import Project

PORTFOLIO = "PLANS"
SHOWN = 20


class Command(BaseCommand):
    help = "Imports a plan (MS Project XML, GanttProject, CSV, XLSX; with mpxj also MPP, MPX, XER, PMXML)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--project", default="", metavar="CODE", help="Created where it does not exist; else the file's name."
        )
        parser.add_argument("--portfolio", default=PORTFOLIO, metavar="CODE", help="Of a project that is created.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")
        parser.add_argument("--json", action="store_true", help="The whole report as JSON.")
        parser.add_argument("--user", default="", metavar="EMAIL", help="Whose rights count; else an administrator's.")

    def handle(self, *, file: Path, project: str, portfolio: str, dry_run: bool, user: str, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            with transaction.atomic():
                actor = actor_named(user)
                found = project_named(project or file.stem[:40].upper(), portfolio, file.stem, actor)
                report = import_schedule(file, actor=actor, project=found, dry_run=dry_run)
                if dry_run:
                    transaction.set_rollback(True)
        except (PlanRefused, WorkbookRefused) as refusal:
            raise CommandError(refusal.message) from refusal
        if options["json"]:
            answer = {"project": found.code, **report.as_json()}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self._say(found, report)

    def _say(self, project: Project, report) -> None:
        self.stdout.write(f"{project.code} {project.name}: {report.start} to {report.finish}")
        for what, counts in report.counts.items():
            self.stdout.write(f"{what}: " + ", ".join(f"{number} {outcome}" for outcome, number in counts.items()))
        for problem in report.problems[:SHOWN]:
            self.stdout.write(f"  {row_words(problem.row)}: {problem_words(problem)}")
        if len(report.problems) > SHOWN:
            self.stdout.write(f"  … {len(report.problems)} problems in all; --json lists them.")
        for words in report.plan_problems[:SHOWN]:
            self.stdout.write(f"  {words}")


def project_named(code: str, portfolio: str, name: str, actor) -> Project:
    """The project of that code, or a new one."""
    found = Project.objects.allowed(actor).filter(code__iexact=code).first()
    if found is not None:
        return found
    home, _is_new = destination(actor, portfolio, None, None)
    project = Project(code=code, name=name[:250], portfolio=home, currency=home.currency)
    project.full_clean()
    project.save()
    return project
