"""`manage.py back_up FILE`: writes the whole database to a file that `restore` reads."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from pmo import backups


class Command(BaseCommand):
    help = "Write the whole database to a file, while people work."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options):
        try:
            backups.dump(connection.settings_dict, file)
        except (backups.BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB")
