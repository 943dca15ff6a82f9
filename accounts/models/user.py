"""A log-in: somebody, or an integration, that signs in."""

import hashlib

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked

from ..choices import MailKind, Theme
from ..last_administrator import keeps_administrators_account
from ..querysets import UserQuerySet


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Creates users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


def default_mail_kinds() -> list[str]:
    return list(MailKind.values)


@tracked
class User(AbstractBaseUser):
    """Somebody, or an integration, that signs in. What they may do comes from their roles alone."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_integration = models.BooleanField(
        _("integration"), default=False, help_text=_("Uses the REST API with a token and has no password.")
    )
    language = models.CharField(_("language"), max_length=5, blank=True)
    theme = models.CharField(_("theme"), max_length=5, choices=Theme, default=Theme.AUTO)
    mail_kinds = models.JSONField(_("mails wanted"), default=default_mail_kinds, blank=True)
    date_joined = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = UserManager()
    access = AccessPath("account", owner="pk", organisation=True)
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name", "email", "pk"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                name="user_email_unique",
                violation_error_message=_("A user with this e-mail exists already."),
            )
        ]
        triggers = [keeps_administrators_account()]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name or self.email

    def get_short_name(self):
        return (self.name or self.email).split(" ")[0]


def hashed(secret: str) -> str:
    """How one-time links and tokens are kept: a plain SHA-256, since the secrets are 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()
