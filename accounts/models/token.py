"""Personal access tokens of the REST API: named, scoped, expiring; only a hash is kept."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath

from ..choices import TokenScope
from ..querysets import AccessTokenQuerySet


class AccessToken(models.Model):
    """Shown once when created. `prefix` lets the owner tell tokens apart."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="access_tokens")
    name = models.CharField(_("name"), max_length=100)
    scope = models.CharField(_("scope"), max_length=10, choices=TokenScope, default=TokenScope.READ)
    prefix = models.CharField(max_length=12, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_on = models.DateField(_("expires on"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()
    access = AccessPath("account", owner="user")

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name
