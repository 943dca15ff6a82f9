"""Values of an object in words, in the active language, for previews of what an import changes."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

CURRENT = object()
MAX_SHOWN = 300


def shown(instance, name: str, value: object = CURRENT) -> str:
    """A field of the object, or another value the field had, as a reader writes it."""
    field = instance._meta.get_field(name)
    if value is CURRENT:
        value = getattr(instance, field.attname)
    if value is None or value == "":
        return ""
    if field.is_relation:
        related = field.related_model._default_manager.filter(pk=value).first()
        return str(related) if related else ""
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    text = str(formats.localize(value))
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
