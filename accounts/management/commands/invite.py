"""`manage.py invite EMAIL --role ROLE`: an invitation from the command line, for operators."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models.membership import SCOPES
from accounts.scopes import only_scope, scope_model
from accounts.services import invite
from pmo.history import written_by
from pmo.roles import RoleName


class Command(BaseCommand):
    help = "Invite somebody by mail with a one-time link; the role is given when the link is followed."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=RoleName.values)
        parser.add_argument("--name", default="")
        parser.add_argument("--language", default="", help="of the mail: fr or en; the organisation's without it")
        for name in SCOPES:
            known_by = "name" if name == "department" else "code"
            parser.add_argument(f"--{name}", metavar=known_by.upper(), help=f"hold the role for this {name} only")

    def handle(self, *args, email, role, name, language, **options):
        try:
            scope = only_scope({scope: self.find(scope, options[scope]) for scope in SCOPES})
            with written_by(None, "command"):
                sent = invite(None, email=email, role=role, name=name, scope=scope, language=language)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Invited {sent.email}; the link is valid until {sent.expires_at:%Y-%m-%d %H:%M} UTC.")

    def find(self, scope: str, key: str | None):
        if not key:
            return None
        lookup = "name__iexact" if scope == "department" else "code__iexact"
        try:
            return scope_model(scope)._default_manager.get(**{lookup: key})
        except ObjectDoesNotExist as error:
            raise CommandError(f"There is no {scope} {key}.") from error
