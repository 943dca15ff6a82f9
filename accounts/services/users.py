"""Creating a user, and closing an account at once or opening it again."""

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.access import forget_holdings, may

from ..models import AccessToken, Invitation, Person, User
from .roles import keeping_an_administrator


@transaction.atomic
def create_user(
    actor, *, email: str, name: str, password: str | None, language: str = "", person: Person | None = None
) -> User:
    """A user whose address is known to be theirs. Raises ValidationError when the address is taken.

    Not for pages: whoever is allowed invites, so that nobody knows another's password.
    """
    user = User(email=email.strip().lower(), name=name, language=language)
    user.set_password(password)
    user.full_clean()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if person is not None:
        link_person(person, user)
    return user


def link_person(person: Person, user: User) -> None:
    """The person's projects become the user's. Raises ValidationError when the person has another log-in."""
    if person.user_id not in (None, user.pk):
        raise ValidationError(_("This person has a log-in already."))
    person.user = user
    person.save(update_fields=["user"])


@transaction.atomic
def deactivate_user(actor, *, user: User) -> User:
    """End all sessions, tokens and open invitations of a user at once; roles and history stay.

    The password goes too, which makes old sessions worthless should the account be opened again.
    Raises PermissionDenied, ValidationError for the last administrator.
    """
    _require_management(actor, user)
    user.is_active = False
    user.set_unusable_password()
    with keeping_an_administrator():
        user.save(update_fields=["is_active", "password"])
    now = timezone.now()
    AccessToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=now)
    Invitation.objects.open(now).filter(invited_by=user).update(revoked_at=now)
    forget_holdings(user)
    return user


@transaction.atomic
def reactivate_user(actor, *, user: User) -> User:
    """Open a closed account. Its owner sets a new password by "forgotten password". Raises PermissionDenied."""
    _require_management(actor, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    forget_holdings(user)
    return user


def _require_management(actor, user: User) -> None:
    if actor is not None and not may(actor, "manage", user):
        raise PermissionDenied
