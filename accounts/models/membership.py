"""Who holds which role where, from when to when, granted by whom. Ended rows stay, for the access review."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.access_changes import changes_access
from pmo.history import tracked
from pmo.models import Record
from pmo.roles import RoleName

from ..last_administrator import keeps_administrators_role
from ..querysets import MembershipQuerySet

SCOPES = ("department", "portfolio", "programme", "project")
HELD = """
SELECT DISTINCT CASE WHEN project_id IS NOT NULL THEN 'project' WHEN programme_id IS NOT NULL THEN 'programme'
WHEN portfolio_id IS NOT NULL THEN 'portfolio' WHEN department_id IS NOT NULL THEN 'department'
ELSE 'organisation' END, coalesce(project_id, programme_id, portfolio_id, department_id), user_id
FROM {rows} AS written
"""
# They decide about accounts and settings, which belong to the organisation.
ORGANISATION_ONLY = (RoleName.ADMINISTRATOR, RoleName.OFFICER)


def _whole_organisation() -> Q:
    return Q(**{f"{scope}__isnull": True for scope in SCOPES})


def _at_most_one_scope() -> Q:
    test = _whole_organisation()
    for scope in SCOPES:
        others = {f"{other}__isnull": True for other in SCOPES if other != scope}
        test |= Q(**{f"{scope}__isnull": False}, **others)
    return test


@changes_access(HELD)
@tracked
class Membership(Record):
    """A role on the organisation (no scope set), a department, portfolio, programme or project."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=40, choices=RoleName)
    department = models.ForeignKey(
        "accounts.Department",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("department"),
        related_name="memberships",
    )
    portfolio = models.ForeignKey(
        "portfolio.Portfolio",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("portfolio"),
        related_name="memberships",
    )
    programme = models.ForeignKey(
        "portfolio.Programme",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("programme"),
        related_name="memberships",
    )
    project = models.ForeignKey(
        "projects.Project",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("project"),
        related_name="memberships",
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("granted by"),
        related_name="+",
    )
    delegated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("delegated by"),
        related_name="delegations",
        help_text=_("Set when the holder of the role hands it over for a period."),
    )
    ended_at = models.DateTimeField(
        _("withdrawn"), null=True, blank=True, editable=False, help_text=_("From this moment on it gives nothing.")
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("withdrawn by"),
        related_name="+",
    )

    objects = MembershipQuerySet.as_manager()
    access = AccessPath("account", owner="user", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        ordering = ["user", "role", "-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=_at_most_one_scope(),
                name="membership_one_scope",
                violation_error_message=_("A role is held for one department, portfolio, programme or project only."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="membership_dates_in_order",
                violation_error_message=_("The end must not be before the start."),
            ),
            models.CheckConstraint(
                condition=Q(delegated_by__isnull=True) | Q(ends_on__isnull=False),
                name="membership_delegation_ends",
                violation_error_message=_("A delegation needs an end date."),
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[str(role) for role in ORGANISATION_ONLY]) | _whole_organisation(),
                name="membership_of_organisation_only",
                violation_error_message=_("This role is held for the whole organisation only."),
            ),
        ]
        triggers = [
            *Record.Meta.triggers,
            keeps_administrators_role(),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"
