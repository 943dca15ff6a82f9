"""`manage.py demonstration_logins`: the log-ins of the demonstration, one for each role."""

from django.core.management.base import BaseCommand
from django.utils import translation

from accounts.models import User
from integrations.demonstration.personas import INTEGRATION, PERSONAS, password, token
from pmo.roles import RoleName


class Command(BaseCommand):
    help = "Print the log-ins of the demonstration and their password, which is another one in each installation."

    @translation.override("en")  # as all that commands say
    def handle(self, *args, **options):
        known = {user.email: user for user in User.objects.filter(email__endswith="@demo.example", is_active=True)}
        shown = [persona for persona in PERSONAS if persona.email in known]
        if not shown:
            self.stdout.write("The demonstration is not loaded.")
            return
        secret = password()
        # Written at once and alike: one slow look tells of all whose password nobody has changed.
        stored = {known[persona.email].password: known[persona.email] for persona in shown}
        own = {text for text, user in stored.items() if not user.check_password(secret)}
        self.stdout.write("Log-ins of the demonstration:")
        for persona in shown:
            note = "  (has a password of its own)" if known[persona.email].password in own else ""
            self.stdout.write(f"  {RoleName(persona.role).label:<26} {persona.email}{note}")
        self.stdout.write(f"  Password of all:           {secret}")
        if INTEGRATION in known:
            self.stdout.write(f"  Token of the integration:  {token()}")
