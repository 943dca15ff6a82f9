"""`manage.py serve`: runs the product. The work is done by `pmo.supervisor`."""

from django.core.management.base import BaseCommand

from pmo import supervisor


class Command(BaseCommand):
    help = "Run web, worker, beat and the embedded servers under one supervisor."
    requires_system_checks = []

    def add_arguments(self, parser):
        supervisor.add_options(parser)

    def handle(self, *args, demo: bool, end_with_parent: bool, **options):
        supervisor.main([*(["--demo"] if demo else []), *(["--end-with-parent"] if end_with_parent else [])])
