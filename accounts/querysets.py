"""Sets of people and roles."""

from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone

from pmo.access import AccessQuerySet
from pmo.roles import RoleName


class MembershipQuerySet(AccessQuerySet):
    """Roles held."""

    def current(self, on: date):
        """Rows whose period includes the day, of active users; delegations whatever the delegator still holds."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            Q(ended_at__isnull=True) | Q(ended_at__date__gt=on),
            starts_on__lte=on,
            user__is_active=True,
        )

    def in_force(self, on: date):
        """What gives rights on the day. A delegation lives only as long as the delegator's own role."""
        return self.current(on).filter(Q(delegated_by__isnull=True) | Q(delegated_by__is_active=True) & _still_held(on))

    def for_list(self):
        return self.select_related(
            "user", "department", "portfolio", "programme", "project", "granted_by", "delegated_by", "ended_by"
        )


def _still_held(on: date) -> Q:
    """The delegator is named on the project, or holds the same role for the same scope."""
    from .models.membership import SCOPES, Membership

    named = Q(role=RoleName.PROJECT_MANAGER, project__manager__user_id=F("delegated_by_id"))
    named |= Q(role=RoleName.EXECUTIVE, project__sponsor__user_id=F("delegated_by_id"))
    same_scope = [Exact(Coalesce(f"{scope}_id", 0), Coalesce(OuterRef(f"{scope}_id"), 0)) for scope in SCOPES]
    own = Membership.objects.current(on).filter(
        *same_scope, user=OuterRef("delegated_by"), role=OuterRef("role"), delegated_by__isnull=True
    )
    return named | Q(Exists(own))


class UserQuerySet(AccessQuerySet):
    """Users."""

    def for_list(self):
        """With the roles of today as `roles_in_force` (one query more, whatever the number of users)."""
        from .models import Membership

        roles = Membership.objects.in_force(timezone.localdate()).for_list()
        return self.prefetch_related(Prefetch("memberships", roles, to_attr="roles_in_force"))


class InvitationQuerySet(AccessQuerySet):
    """Invitations and the set-up link, which is the one without an e-mail."""

    def open(self, now: datetime):
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)

    def lapsed(self, now: datetime):
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__lte=now)

    def of_people(self):
        return self.exclude(email="")

    def of_set_up(self):
        return self.filter(email="")

    def for_list(self):
        return self.select_related("person", "department", "portfolio", "programme", "project", "invited_by")


class AccessTokenQuerySet(AccessQuerySet):
    """Tokens of the REST API."""

    def live(self, on: date):
        return self.filter(revoked_at__isnull=True, expires_on__gte=on, user__is_active=True)

    def for_list(self):
        return self.select_related("user")


class PersonQuerySet(AccessQuerySet):
    """People."""

    def here(self, on: date):
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def for_list(self):
        return self.select_related("department", "vendor", "user", "calendar")


class DepartmentQuerySet(AccessQuerySet):
    """Departments."""

    def for_list(self):
        return self.select_related("parent", "manager")


class RateQuerySet(AccessQuerySet):
    """Rates of people."""

    def for_list(self):
        return self.select_related("person")


class ExchangeRateQuerySet(AccessQuerySet):
    """Monthly rates of currencies."""

    def for_list(self):
        return self.select_related("currency")


class CalendarExceptionQuerySet(AccessQuerySet):
    """Days that differ from a calendar's week."""

    def for_list(self):
        return self.select_related("calendar")
