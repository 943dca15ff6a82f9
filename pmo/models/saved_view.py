"""What a user keeps for later: saved filters of a list, and answers already given to an API client."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..access import AccessPath, AccessQuerySet, holdings


class SavedViewQuerySet(AccessQuerySet):
    def offered_to(self, user):
        """The user's own views and those shared with everybody; none to whoever holds no role."""
        return self.filter(Q(owner=user) | Q(shared=True)) if holdings(user) else self.none()


class SavedView(models.Model):
    """A named filter of one list; shared ones are offered to everyone, with their own rights."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=100)
    name = models.CharField(_("name"), max_length=100)
    query = models.TextField(blank=True)
    shared = models.BooleanField(_("shared"), default=False)

    objects = SavedViewQuerySet.as_manager()
    access = AccessPath("setting", owner="owner")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list_name", "name"],
                name="saved_view_name_unique",
                violation_error_message=_("You already have a view with this name."),
            )
        ]

    def __str__(self):
        return self.name


class IdempotencyKey(models.Model):
    """The answer to a request that may be sent again; forgotten after a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_unique")]

    def __str__(self):
        return self.key
