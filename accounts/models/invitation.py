"""The one-time link with which somebody invited sets a password; also the link of the first administrator."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.roles import RoleName

from ..querysets import InvitationQuerySet


def _scope_key(model: str, label) -> models.ForeignKey:
    return models.ForeignKey(model, models.CASCADE, null=True, blank=True, verbose_name=label, related_name="+")


class Invitation(models.Model):
    """Only a hash of the link is kept. Without an e-mail it is the set-up link of the first administrator."""

    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, blank=True)
    person = models.ForeignKey(
        "accounts.Person",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("person"),
        related_name="invitations",
    )
    role = models.CharField(_("role"), max_length=40, choices=RoleName, blank=True)
    department = _scope_key("accounts.Department", _("department"))
    portfolio = _scope_key("portfolio.Portfolio", _("portfolio"))
    programme = _scope_key("portfolio.Programme", _("programme"))
    project = _scope_key("projects.Project", _("project"))
    ends_on = models.DateField(_("role until"), null=True, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("invited by"),
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()
    access = AccessPath("account", owner="invited_by", organisation=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                condition=~models.Q(email="") & models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open_per_email",
                violation_error_message=_("This address has an open invitation already; send it again instead."),
            )
        ]

    def __str__(self):
        return self.name or self.email
