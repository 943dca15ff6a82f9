"""Fields that PMO staff add without code; their values live in `Record.custom` under the field's key."""

from django.apps import apps
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..access import AccessPath
from ..choices import CustomFieldType
from ..history import tracked
from .record import NamedRecord


def _noun(label: str) -> str:
    """What objects of a model are called; the label itself when there is no such model any more."""
    try:
        return str(apps.get_model(label)._meta.verbose_name_plural)
    except (LookupError, ValueError):
        return label


@tracked
class CustomField(NamedRecord):
    """A field added to one model, for example "Zone fonctionnelle" on projects."""

    model = models.CharField(_("object"), max_length=100, help_text=_("For example projects.project."))
    key = models.CharField(
        _("key"),
        max_length=50,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", _("Use a-z, 0-9 and _ only."))],
    )
    type = models.CharField(_("type"), max_length=10, choices=CustomFieldType, default=CustomFieldType.TEXT)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    portfolios = models.ManyToManyField(
        "portfolio.Portfolio", blank=True, related_name="+", verbose_name=_("portfolios"),
        help_text=_("Shown on what belongs to these portfolios, or has a value already; without any, everywhere."),
    )  # fmt: skip

    access = AccessPath("setting", organisation=True)
    written = {"model": _noun, "choices": ", ".join}

    class Meta(NamedRecord.Meta):
        verbose_name = _("custom field")
        verbose_name_plural = _("custom fields")
        constraints = [
            models.UniqueConstraint(
                fields=["model", "key"],
                name="custom_field_key_unique",
                violation_error_message=_("This object already has a field with that key."),
            )
        ]
