"""Uploaded files with what became of them, and column mappings kept by name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.choices import BadgeChoices
from pmo.history import tracked
from pmo.models import NamedRecord, Record


class ImportState(BadgeChoices):
    UPLOADED = "uploaded", "secondary", "file-upload", _("Uploaded")
    READ = "read", "azure", "columns", _("Columns to check")
    PREVIEWED = "previewed", "blue", "eye-check", _("To be confirmed")
    DONE = "done", "green", "check", _("Imported")
    REFUSED = "refused", "red", "file-x", _("Refused")
    FAILED = "failed", "red", "x", _("Failed")
    CANCELLED = "cancelled", "orange", "ban", _("Cancelled")


@tracked
class ImportMapping(NamedRecord):
    """Which column means which field, kept by name for the next file of the same kind."""

    columns = models.JSONField(_("columns"), default=dict, help_text=_("By sheet: target and columns."))
    note = models.CharField(_("note"), max_length=250, blank=True)

    access = AccessPath("import", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("import mapping")
        verbose_name_plural = _("import mappings")
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("name"),
                name="import_mapping_name_unique",
                violation_error_message=_("A mapping with this name exists already."),
            )
        ]


class Import(Record):
    """One uploaded file on its way: read, mapped, previewed, imported. Its file is kept as it came."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("imported by"), related_name="+", editable=False
    )
    file = models.FileField(_("file"), upload_to="imports/%Y/%m/", editable=False)
    file_name = models.CharField(_("file name"), max_length=250)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField(max_length=64, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    preset = models.CharField(_("preset"), max_length=250, blank=True)
    mapping = models.JSONField(_("mapping"), default=dict, blank=True, editable=False)
    sheets = models.JSONField(_("sheets"), default=list, blank=True, editable=False)
    as_of = models.DateField(
        _("situation as of"), null=True, blank=True, help_text=_("Empty: the file holds today's facts.")
    )
    portfolio = models.ForeignKey(
        "portfolio.Portfolio",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("portfolio"),
        related_name="imports",
    )
    portfolio_code = models.CharField(_("portfolio code"), max_length=30, blank=True)
    create_missing = models.BooleanField(
        _("create missing people, departments and vendors"), default=True,
        help_text=_("Otherwise a name that is not known is reported and left out."),
    )  # fmt: skip
    overwrite_conflicts = models.BooleanField(_("write over newer rows"), default=False)
    renames = models.JSONField(default=dict, blank=True, editable=False)
    edition = models.CharField(_("edition"), max_length=120, blank=True)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    report = models.JSONField(_("report"), default=dict, blank=True, editable=False)
    message = models.TextField(_("message"), blank=True)
    job = models.ForeignKey(
        "pmo.Job", models.SET_NULL, null=True, blank=True, verbose_name=_("job"), related_name="+", editable=False
    )
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True, editable=False)

    access = AccessPath("import", owner="owner", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.file_name
