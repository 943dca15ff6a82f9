"""Handing one's own role over to somebody for a period. It ends by itself with the delegator's role."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pmo.access import ORGANISATION, PROJECT, Holding, forget_holdings
from pmo.roles import RoleName

from ..holdings import ROLE_AND_SCOPE, holding_of
from ..models import Membership
from ..scopes import scope_keys, scope_model
from .roles import tell_holder

LONGEST_DAYS = 366


def delegable(user, on: date) -> set[Holding]:
    """The roles the user holds by own right on a day: given for good, or as manager or sponsor of a project."""
    given = Membership.objects.current(on).filter(user=user, delegated_by__isnull=True)
    own = {holding_of(*row) for row in given.values_list(*ROLE_AND_SCOPE)}
    projects = scope_model(PROJECT).objects
    managed = projects.filter(manager__user=user).values_list("pk", flat=True)
    sponsored = projects.filter(sponsor__user=user).values_list("pk", flat=True)
    own |= {Holding(RoleName.PROJECT_MANAGER, PROJECT, pk) for pk in managed}
    return own | {Holding(RoleName.EXECUTIVE, PROJECT, pk) for pk in sponsored}


@transaction.atomic
def delegate(actor, *, held: Holding, to, starts_on: date, ends_on: date) -> Membership:
    """Let somebody act in one of the actor's own roles. Raises PermissionDenied, ValidationError."""
    if held not in delegable(actor, starts_on) & delegable(actor, ends_on):
        raise PermissionDenied
    if to == actor or not to.is_active or to.is_integration:
        raise ValidationError(_("Choose somebody else who signs in."))
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise ValidationError(_("A delegation lasts one year at most; ask for the role to be given instead."))
    scope = None if held.scope == ORGANISATION else scope_model(held.scope).objects.get(pk=held.scope_id)
    given = Membership(
        user=to, role=held.role, starts_on=starts_on, ends_on=ends_on, granted_by=actor, delegated_by=actor,
        **scope_keys(scope),
    )  # fmt: skip
    given.full_clean()
    given.save()
    forget_holdings(to)
    tell_holder(actor, given)
    return given


def delegations_of(user):
    """Delegations from and to the user, whatever roles the user holds now."""
    return Membership.objects.filter(Q(delegated_by=user) | Q(user=user, delegated_by__isnull=False)).for_list()
