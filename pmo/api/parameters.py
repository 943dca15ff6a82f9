"""Parameters of lists beside the filters of the pages: by external reference; and refusals of filters, by name."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from ..models import ExternalReference, Record
from ..problems import InvalidParameter, UnknownParameter, field_errors, parameter_error
from .fields import UNKNOWN_CHOICE

REFERENCE = ("reference_source", "reference_key")


def referred_to(model, rows, parameters):
    """The rows that another system knows, or the one that it calls so."""
    used = [name for name in REFERENCE if name in parameters]
    if not used:
        return rows
    if not issubclass(model, Record):
        raise UnknownParameter([parameter_error(name, _("There is no such parameter.")) for name in used])
    if used == ["reference_key"]:
        message = _("Give the system whose key this is, as reference_source.")
        raise InvalidParameter([parameter_error("reference_key", message)])
    if any("\0" in parameters[name] for name in used):
        return rows.none()
    given = {name.removeprefix("reference_"): parameters[name] for name in used}
    known = ExternalReference.objects.filter(content_type=ContentType.objects.get_for_model(model), **given)
    return rows.filter(pk__in=known.values("object_id"))


def filter_errors(filters, used: list[str]) -> list[dict]:
    """What is wrong with the filters of an address, each under the names that the address used."""
    errors = []
    for name, found in filters.form.errors.items():
        given = [parameter for parameter in used if filters.filter_of(parameter) == name]
        for error in field_errors(list(found)):
            choices = filters.filters[name].extra.get("choices")
            message = unknown_choice(choices, filters.data.getlist(name)) or error["detail"]
            errors.append(parameter_error(", ".join(given) or name, message))
    return errors


def unknown_choice(choices, values: list[str]) -> str:
    """What there is to choose from, where one of the values is none of it; else ""."""
    known = [str(value) for value, _label in choices] if choices and not callable(choices) else []
    unknown = [value for value in values if value not in known]
    return str(UNKNOWN_CHOICE).format(input=unknown[0], choices=", ".join(known)) if known and unknown else ""
