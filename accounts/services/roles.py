"""Giving a role and ending it. Roles are never deleted: the access review reads the ended ones."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.access import forget_holdings, may
from pmo.roles import RoleName

from .. import mail
from ..choices import MailKind
from ..giving import givable_roles, may_give
from ..last_administrator import MESSAGE, is_refusal
from ..models import Membership
from ..scopes import every_scope_key_lookups, scope_keys, scope_of

WHOLE_ORGANISATION = gettext_lazy("the whole organisation")


@transaction.atomic
def give_role(
    actor, *, user, role: str, scope=None, starts_on: date | None = None, ends_on: date | None = None
) -> Membership:
    """Give a user a role for a scope (a department, portfolio, programme, project, or None: the organisation).

    `actor` None is the system itself (set-up, demonstration), which may give everything and writes no mail.
    Raises PermissionDenied, ValidationError.
    """
    starts_on = starts_on or timezone.localdate()
    if actor is not None and not may_give(actor, role, scope, first_day=starts_on, last_day=ends_on):
        raise PermissionDenied
    held = hold(user=user, role=role, scope=scope, starts_on=starts_on, ends_on=ends_on, granted_by=actor)
    if actor is not None and actor != user:
        tell_holder(actor, held)
    return held


def hold(*, user, role: str, scope, starts_on: date, ends_on: date | None, granted_by) -> Membership:
    """Record a role whose giving is decided already. Raises ValidationError."""
    _refuse_twice(user, role, scope, starts_on, ends_on)
    held = Membership(
        user=user, role=role, starts_on=starts_on, ends_on=ends_on, granted_by=granted_by, **scope_keys(scope)
    )
    held.full_clean()
    held.save()
    forget_holdings(user)
    return held


@transaction.atomic
def end_role(actor, *, membership: Membership, last_day: date | None = None) -> Membership:
    """End a role now, or after its last day. Raises PermissionDenied, ValidationError."""
    if actor is not None and not may_end(actor, membership):
        raise PermissionDenied
    now = timezone.now()
    if last_day is None:
        membership.ended_at, membership.ended_by = now, actor
    else:
        _check_last_day(membership, last_day, timezone.localdate(now))
        membership.ends_on = last_day
    with keeping_an_administrator():
        membership.save(update_fields=["ended_at", "ended_by", "ends_on"])
    forget_holdings(membership.user)
    return membership


def may_end(actor, membership: Membership) -> bool:
    """One's own delegations either way round, and every role that one could give today."""
    if membership.delegated_by_id and actor.pk in (membership.delegated_by_id, membership.user_id):
        return True
    today = timezone.localdate()
    return may_give(actor, membership.role, scope_of(membership), first_day=today, last_day=today)


def manages_roles_on(user, scope) -> bool:
    """Whether the user may give any role there today."""
    return bool(givable_roles(user, scope, first_day=timezone.localdate()))


def roles_on(scope):
    """The roles ever held on exactly this scope."""
    return Membership.objects.filter(**every_scope_key_lookups(scope))


def find_role(reader, pk: int) -> Membership | None:
    """A role that the reader may see: as part of the accounts, as one's own, or on a scope that one manages."""
    row = Membership.objects.for_list().filter(pk=pk).first()
    if row is None or row.delegated_by_id == reader.pk or may(reader, "view", row):
        return row
    scope = scope_of(row)
    return row if scope is not None and manages_roles_on(reader, scope) else None


class keeping_an_administrator:
    """Turns the database's refusal to lose the last administrator into a message for the reader."""

    def __enter__(self):
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def __exit__(self, kind, error, trace):
        self.savepoint.__exit__(kind, error, trace)
        if isinstance(error, IntegrityError) and is_refusal(error):
            raise ValidationError(MESSAGE, code="last_administrator") from error
        return False


def tell_holder(actor, held: Membership) -> None:
    """Write to whoever received a role."""
    context = {
        "actor": actor, "role": RoleName(held.role).label, "scope": scope_of(held) or WHOLE_ORGANISATION,
        "starts_on": held.starts_on, "ends_on": held.ends_on, "delegated": held.delegated_by_id is not None,
    }  # fmt: skip
    mail.send(held.user, MailKind.ASSIGNMENT, "role_given", context)


def _check_last_day(membership: Membership, last_day: date, today: date) -> None:
    if last_day < max(today, membership.starts_on):
        raise ValidationError(_("The last day must not lie in the past nor before the first day."))
    if membership.ended_at is not None or (membership.ends_on and membership.ends_on < today):
        raise ValidationError(_("This role has ended already; give a new one."))


def _refuse_twice(user, role: str, scope, starts_on: date, ends_on: date | None) -> None:
    """The same role twice over the same days would have to be ended twice."""
    same = Membership.objects.filter(
        user=user, role=role, delegated_by__isnull=True, ended_at__isnull=True, **every_scope_key_lookups(scope)
    )
    overlapping = same.exclude(ends_on__lt=starts_on)
    if ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=ends_on)
    if overlapping.exists():
        raise ValidationError(_("This person holds that role already in this period."))
