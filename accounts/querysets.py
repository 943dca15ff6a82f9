"""Sets of people and roles."""

from datetime import date

from django.db.models import Q

from pmo.access import AccessQuerySet


class MembershipQuerySet(AccessQuerySet):
    """Roles held."""

    def in_force(self, on: date):
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, user__is_active=True)

    def for_list(self):
        return self.select_related(
            "user", "department", "portfolio", "programme", "project", "granted_by", "delegated_by"
        )


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
