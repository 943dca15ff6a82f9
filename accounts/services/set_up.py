"""The first administrator of a new installation, by a one-time link that the operator sees."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from pmo.roles import RoleName

from ..last_administrator import CONSTRAINT
from ..models import Invitation, Membership, User
from ..models.user import hashed
from ..one_time_link import link, new_secret
from .roles import give_role
from .users import create_user

VALID_HOURS = 24


def administrator_exists() -> bool:
    """Whether anybody administers now."""
    today = timezone.localdate()
    return Membership.objects.in_force(today).filter(role=RoleName.ADMINISTRATOR, user__is_integration=False).exists()


@transaction.atomic
def new_set_up_link() -> str | None:
    """A link that creates the first administrator, valid for a day; older ones stop working. None if there is one."""
    if administrator_exists():
        return None
    now = timezone.now()
    Invitation.objects.open(now).of_set_up().update(revoked_at=now)
    secret, secret_hash = new_secret()
    Invitation.objects.create(
        role=RoleName.ADMINISTRATOR, secret_hash=secret_hash, expires_at=now + timedelta(hours=VALID_HOURS)
    )
    return link("accounts:set-up", secret)


def find_set_up_link(secret: str) -> Invitation | None:
    """The set-up link, while it is valid and nobody administers."""
    if administrator_exists():
        return None
    return Invitation.objects.open(timezone.now()).of_set_up().filter(secret_hash=hashed(secret)).first()


@transaction.atomic
def create_first_administrator(*, secret: str, email: str, name: str, password: str, language: str = "") -> User | None:
    """Create the administrator; None when the link no longer works or somebody was faster."""
    with connection.cursor() as cursor:
        # Links are replaced, so two of them could be followed at once: the lock is on the rule, not on a row.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [CONSTRAINT])
    invitation = find_set_up_link(secret)
    if invitation is None:
        return None
    user = create_user(None, email=email, name=name, password=password, language=language)
    give_role(None, user=user, role=RoleName.ADMINISTRATOR)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return user
