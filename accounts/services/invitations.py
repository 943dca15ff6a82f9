"""Inviting somebody by mail with a one-time link, and what happens when the link is followed."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.access import may, may_somewhere
from pmo.roles import RoleName

from .. import mail
from ..giving import may_give
from ..models import Invitation, Person, User
from ..models.user import hashed
from ..one_time_link import link, new_secret
from ..scopes import scope_keys, scope_of
from .roles import hold
from .users import create_user

VALID_DAYS = 7


@transaction.atomic
def invite(
    actor, *, email: str, role: str, name: str = "", scope=None, ends_on: date | None = None,
    person: Person | None = None, language: str = "",
) -> Invitation:  # fmt: skip
    """Write to somebody who has no account yet; the role is given when the link is followed.

    `actor` None is the operator at the command line. Only whoever manages accounts may link a person,
    because the person's projects come with it. Raises PermissionDenied, ValidationError.
    """
    today, email = timezone.localdate(), email.strip().lower()
    if actor is not None and not may_give(actor, role, scope, first_day=today, last_day=ends_on):
        raise PermissionDenied
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": _("This address has an account already; give it the role instead.")})
    if actor is None or may_somewhere(actor, "manage", "account"):
        person = person or Person.objects.filter(email__iexact=email, user__isnull=True).first()
    elif person is not None:
        raise PermissionDenied
    Invitation.objects.of_people().lapsed(timezone.now()).filter(email__iexact=email).update(revoked_at=timezone.now())
    invitation = Invitation(
        email=email, name=name or (person.name if person else ""), role=role, ends_on=ends_on, person=person,
        invited_by=actor, language=language, **scope_keys(scope),
    )  # fmt: skip
    return _send(invitation)


@transaction.atomic
def resend_invitation(actor, *, invitation: Invitation) -> Invitation:
    """Send a new link; the old one stops working. Raises PermissionDenied, ValidationError."""
    _require_own(actor, invitation)
    invitation = _still_open(invitation)
    return _send(invitation)


@transaction.atomic
def revoke_invitation(actor, *, invitation: Invitation) -> Invitation:
    """Make the link useless. Raises PermissionDenied, ValidationError."""
    _require_own(actor, invitation)
    invitation = _still_open(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    return invitation


def find_open_invitation(secret: str) -> Invitation | None:
    """The invitation behind a link, if it can still be followed and the inviter could still give the role."""
    rows = Invitation.objects.open(timezone.now()).of_people().for_list()
    invitation = rows.filter(secret_hash=hashed(secret)).first()
    return invitation if invitation is not None and inviter_still_may(invitation) else None


@transaction.atomic
def accept_invitation(*, secret: str, name: str, password: str) -> User | None:
    """Create the account with its role, once; None when the link no longer works. Raises ValidationError."""
    # The row is held, so that two clicks at once make one account.
    Invitation.objects.select_for_update().filter(secret_hash=hashed(secret)).first()
    invitation = find_open_invitation(secret)
    if invitation is None:
        return None
    person = invitation.person if invitation.person is not None and invitation.person.user_id is None else None
    user = create_user(
        invitation.invited_by, email=invitation.email, name=name, password=password, language=invitation.language,
        person=person,
    )  # fmt: skip
    complete_invitation(invitation, user)
    return user


def complete_invitation(invitation: Invitation, user: User) -> None:
    """Give the promised role and close the invitation."""
    # The inviter's right was checked just now.
    hold(
        user=user, role=invitation.role, scope=scope_of(invitation), starts_on=timezone.localdate(),
        ends_on=invitation.ends_on, granted_by=invitation.invited_by,
    )  # fmt: skip
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])


def _send(invitation: Invitation) -> Invitation:
    secret, invitation.secret_hash = new_secret()
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + timedelta(days=VALID_DAYS)
    invitation.full_clean()
    invitation.save()
    context = {
        "name": invitation.name, "inviter": invitation.invited_by, "role": RoleName(invitation.role).label,
        "scope": scope_of(invitation),
        "link": link("accounts:invitation-accept", secret), "expires_at": invitation.expires_at,
    }  # fmt: skip
    mail.send_to_address(invitation.email, invitation.language, "invitation", context)
    return invitation


def inviter_still_may(invitation: Invitation) -> bool:
    """An operator's invitation always stands; another falls with the inviter's own rights."""
    if invitation.invited_by is None:
        return True
    today = timezone.localdate()
    if invitation.ends_on and invitation.ends_on < today:
        return False
    scope = scope_of(invitation)
    return may_give(invitation.invited_by, invitation.role, scope, first_day=today, last_day=invitation.ends_on)


def _still_open(invitation: Invitation) -> Invitation:
    """The row, held; an expired one may still be sent again. Raises ValidationError."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if current.accepted_at or current.revoked_at:
        raise ValidationError(_("This invitation is closed already."))
    return current


def _require_own(actor, invitation: Invitation) -> None:
    if actor is not None and invitation.invited_by_id != actor.pk and not may(actor, "manage", invitation):
        raise PermissionDenied
