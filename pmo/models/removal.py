"""What is gone: the bin that restores, and the traces that tell other systems of deletions and lost access."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..access import AccessPath, AccessQuerySet


class BinEntry(models.Model):
    """A deleted object with all its rows, as data. The project's id is copied for its journal."""

    model = models.CharField(_("object"), max_length=100)
    object_id = models.BigIntegerField()
    label = models.CharField(_("name"), max_length=300)
    kind = models.CharField(max_length=20)
    project_id = models.BigIntegerField(null=True)
    rows = models.JSONField(default=list)
    detached = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(_("rows"), default=1)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("deleted by"), related_name="+"
    )
    deleted_at = models.DateTimeField(_("deleted"), auto_now_add=True)

    objects = AccessQuerySet.as_manager()
    access = AccessPath("operation", owner="deleted_by", organisation=True)

    class Meta:
        verbose_name = _("deleted object")
        verbose_name_plural = _("bin")
        ordering = ["-deleted_at", "-pk"]

    def __str__(self):
        return self.label


class Deletion(models.Model):
    """Appended by a trigger for every deleted row; `updated_since` answers carry the ids."""

    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    deleted_at = models.DateTimeField()

    class Meta:
        ordering = ["deleted_at", "pk"]
        indexes = [models.Index(fields=["model", "deleted_at"], name="deletion_model_time")]

    def __str__(self):
        return f"{self.model} {self.object_id}"


class AccessChange(models.Model):
    """A scope whose readers may have changed: after it, `updated_since` re-sends or withdraws its rows."""

    scope = models.CharField(max_length=20)
    scope_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["changed_at", "pk"]

    def __str__(self):
        return f"{self.scope} {self.scope_id or ''}"
