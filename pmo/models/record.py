"""The record every object builds on: version, times, links and custom fields, kept by the database."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ..access import AccessQuerySet

# clock_timestamp, not now(): a row must never carry a time before its transaction was seen to write.
STAMP = "NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;"
CREATE_STAMP = "NEW.updated_at = clock_timestamp(); RETURN NEW;"

_web_address = URLValidator(schemes=["http", "https"])
MOST_LINKS, LONGEST_LABEL, LONGEST_ADDRESS = 50, 200, 2000


def validate_links(links) -> None:
    """Links are a list of {label, url}; only web and mail addresses, so that none can run a script."""
    if not isinstance(links, list):
        raise ValidationError(_("Links must be a list of label and address."))
    if len(links) > MOST_LINKS:
        raise ValidationError(_("An object has at most %(count)s links.") % {"count": MOST_LINKS})
    for link in links:
        if not isinstance(link, dict) or set(link) != {"label", "url"} or not str(link["label"]).strip():
            raise ValidationError(_("Every link needs a label and an address."))
        if len(str(link["label"])) > LONGEST_LABEL or len(str(link["url"])) > LONGEST_ADDRESS:
            raise ValidationError(_("The label or the address of a link is too long."))
        _validate_address(str(link["url"]))


def _validate_address(address: str) -> None:
    if address.startswith("mailto:"):
        validate_email(address.removeprefix("mailto:").partition("?")[0])
    else:
        _web_address(address)


class SortKey(models.Func):
    """lower(unaccent(text)), immutable and the same on every server, whatever its locale."""

    function = "pmo_sort_key"
    output_field = models.TextField()


class Record(models.Model):
    """A row that people and systems edit. `version` and `updated_at` are set by a trigger only."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    updated_at = models.DateTimeField(_("last changed"), db_default=Now(), editable=False, db_index=True)
    links = models.JSONField(_("links"), default=list, blank=True, validators=[validate_links])
    custom = models.JSONField(_("custom fields"), default=dict, blank=True, editable=False)

    objects = AccessQuerySet.as_manager()

    clean_follows: tuple[str, ...] = ()
    """The links that `clean()` looks behind: read along with a row that is to be changed."""

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="stamp_update",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STAMP,
            ),
            pgtrigger.Trigger(
                name="stamp_insert", when=pgtrigger.Before, operation=pgtrigger.Insert, func=CREATE_STAMP
            ),
            pgtrigger.Trigger(
                name="keep_deletion",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                level=pgtrigger.Statement,
                referencing=pgtrigger.Referencing(old="old_rows"),
                func=pgtrigger.Func(
                    "INSERT INTO pmo_deletion (model, object_id, deleted_at) "
                    "SELECT '{meta.label_lower}', id, clock_timestamp() FROM old_rows; RETURN NULL;"
                ),
            ),
        ]

    def refusal(self) -> str:
        """Why this row never changes any more; "" while it may."""
        return ""


class NamedRecord(Record):
    """A record with a name, sorted the way a reader expects."""

    name = models.CharField(_("name"), max_length=250)
    sort_key = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(), db_persist=True, editable=False
    )

    class Meta(Record.Meta):
        abstract = True
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return self.name


class Settled(models.Model):
    """A record that keeps the day it was closed; open rows have none."""

    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        abstract = True
