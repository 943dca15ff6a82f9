"""`manage.py import_workbook FILE`: the import of the pages, from the command line."""

import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from accounts.models import Membership, User
from integrations import presets
from integrations.services import import_file
from integrations.workbook import WorkbookRefused
from pmo.roles import RoleName


class Command(BaseCommand):
    help = "Imports projects and their facts from a CSV or XLSX file, all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--preset", default="",
            help=f"A publication ({', '.join(presets.names())}), a kept mapping, or “none” to map by headers.",
        )  # fmt: skip
        parser.add_argument("--portfolio", default="", metavar="CODE", help="Created where it does not exist.")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="Facts of that day.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")
        parser.add_argument("--json", action="store_true", help="The whole report as JSON.")
        parser.add_argument("--user", default="", metavar="EMAIL", help="Whose rights count; else an administrator's.")

    @translation.override("en")  # as all that commands say; the file is read the same in either language
    def handle(
        self, *, file: Path, preset: str, portfolio: str, as_of: date | None, dry_run: bool, user: str, **options
    ):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            report = import_file(
                file, actor=actor_named(user), preset=preset, portfolio_code=portfolio, as_of=as_of, dry_run=dry_run
            )
        except WorkbookRefused as refusal:
            raise CommandError(refusal.message) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        else:
            self._say(report)

    def _say(self, report) -> None:
        for target, counts in report.counts.items():
            self.stdout.write(
                f"{target}: {counts.new} new, {counts.changed} changed, {counts.unchanged} unchanged, "
                f"{counts.rejected} rejected"
            )
        self._say_besides(report)
        for problem in report.problems[:20]:
            place = " ".join(filter(None, (problem.sheet, f"row {problem.row}", problem.column)))
            self.stdout.write(f"  {place}: {problem.value} ({problem.reason})")
        if report.problem_count > 20:
            self.stdout.write(f"  … {report.problem_count} problems in all; --json lists them.")

    def _say_besides(self, report) -> None:
        said = [
            ("created besides", ", ".join(f"{what} ({number})" for what, number in report.created.items())),
            ("sheets left out", ", ".join(report.ignored_sheets)),
            *((f"columns left out of {name}", ", ".join(left)) for name, left in report.ignored_columns.items()),
            ("conflicts, left as they are", len(report.conflicts)),
            ("probable renames, to be confirmed on the page", len(report.renames)),
            ("nothing was written", "dry run" if report.dry_run else ""),
        ]
        for words, found in said:
            if found:
                self.stdout.write(f"{words}: {found}")


def actor_named(email: str) -> User:
    """The user of that e-mail, or the administrator who has been one for longest."""
    if email:
        found = User.objects.filter(email__iexact=email, is_active=True).first()
    else:
        held = Membership.objects.in_force(timezone.localdate()).filter(role=RoleName.ADMINISTRATOR)
        first = held.select_related("user").order_by("pk").first()
        found = first.user if first else None
    if found is None:
        raise CommandError("There is no such active user. Name one with --user.")
    return found
