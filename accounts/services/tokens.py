"""Access tokens of the REST API, and the integrations that live by them."""

import secrets
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pmo.access import may, may_somewhere
from pmo.roles import RoleName

from ..models import AccessToken, User
from ..models.user import hashed
from .roles import give_role

LONGEST_DAYS = 366
PREFIX = "pmo_"


@transaction.atomic
def create_token(actor, *, name: str, scope: str, expires_on: date, user=None) -> tuple[AccessToken, str]:
    """A token of the actor, or of an integration for whoever manages accounts, and its secret, shown once.

    Raises PermissionDenied, ValidationError.
    """
    user = user or actor
    if user != actor and not (user.is_integration and may_somewhere(actor, "manage", "account")):
        raise PermissionDenied
    today = timezone.localdate()
    if not today <= expires_on <= today + timedelta(days=LONGEST_DAYS):
        raise ValidationError({"expires_on": _("Choose a day within the next year.")})
    secret = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken(
        user=user, name=name, scope=scope, expires_on=expires_on, prefix=secret[:10], secret_hash=hashed(secret)
    )
    token.full_clean()
    token.save()
    return token, secret


@transaction.atomic
def revoke_token(actor, *, token: AccessToken) -> AccessToken:
    """Make a token useless at once. Raises PermissionDenied."""
    if token.user_id != actor.pk and not may(actor, "manage", token):
        raise PermissionDenied
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    return token


@transaction.atomic
def create_integration(actor, *, name: str, role: str = RoleName.INTEGRATION, scope=None) -> User:
    """Another system as a user: no password, only tokens. Raises PermissionDenied, ValidationError."""
    if actor is not None and not may_somewhere(actor, "manage", "account"):
        raise PermissionDenied
    address = f"{slugify(name)[:40] or 'integration'}-{secrets.token_hex(4)}@integration.invalid"
    user = User(email=address, name=name, is_integration=True, mail_kinds=[])
    user.set_unusable_password()
    user.full_clean()
    user.save()
    give_role(actor, user=user, role=role, scope=scope)
    return user
