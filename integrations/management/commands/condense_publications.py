"""`manage.py condense_publications FILE … FOLDER`: how `demonstration/data` was made from the published files."""

from pathlib import Path

from django.core.management.base import BaseCommand

from integrations.condensed import condense


class Command(BaseCommand):
    help = "Writes editions of GMPP or Panorama SI without their narrative text, in a form that import reads."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("folder", type=Path)

    def handle(self, *, files: list[Path], folder: Path, **options):
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            self.stdout.write(str(condense(file, folder)))
