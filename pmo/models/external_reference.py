"""What other systems call our rows: (source, key) pairs, several per object, unique per source."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class ExternalReference(models.Model):
    """Key of a row in another system. Seen and written through its object only."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.BigIntegerField()
    row = GenericForeignKey("content_type", "object_id")
    source = models.CharField(_("source"), max_length=60)
    key = models.CharField(_("key"), max_length=250)

    class Meta:
        ordering = ["source", "key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "source", "key"],
                name="external_reference_unique",
                violation_error_message=_("Another object already carries this external reference."),
            )
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="external_reference_object")]

    def __str__(self):
        return f"{self.source}:{self.key}"
