"""`manage.py setup_link`: the one-time link with which the first administrator of an installation signs up."""

from django.core.management.base import BaseCommand

from accounts.services import new_set_up_link
from pmo.history import written_by


class Command(BaseCommand):
    help = "Print the link that creates the first administrator: valid for 24 hours, only while nobody administers."

    def handle(self, *args, **options):
        with written_by(None, "command"):
            link = new_set_up_link()
        if link is None:
            self.stderr.write("Somebody administers already; invite others in the browser or by manage.py invite.")
            return
        self.stdout.write(f"Create the administrator here, within 24 hours; the link works once:\n  {link}")
