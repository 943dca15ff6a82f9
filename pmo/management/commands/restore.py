"""`manage.py restore FILE`: puts a dump in the place of the present data, which is kept beside it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.utils import timezone

from pmo import backups


class Command(BaseCommand):
    help = "Put a dump in the place of the present data, which is kept beside it under another name."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        connections.close_all()
        try:
            kept = backups.restore(connection.settings_dict, file, now=timezone.now())
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored. The data of before is kept as the database {kept}; drop it when all is well."
            if kept
            else "Restored; the server had no database of this name before."
        )
        self.stdout.write("`manage.py prepare`, which every start calls, brings data of an older release up to date.")
