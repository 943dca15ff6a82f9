"""The human message of each named database constraint, for the rare write that only the database refused."""

from functools import lru_cache

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

UNKNOWN = _("Another change came in between, or this value is in use already. Reload the page and try again.")
IN_USE = _("Other objects still refer to this one. Change or delete them first.")


# Rules that triggers hold, named by the apps that install them.
_of_triggers: dict[str, object] = {}


def name_rule(name: str, message) -> None:
    """Register the message of a rule that no constraint but a trigger holds."""
    _of_triggers[name] = message


@lru_cache(maxsize=1)
def _messages() -> dict:
    return _of_triggers | {
        constraint.name: constraint.violation_error_message
        for model in apps.get_models()
        for constraint in model._meta.constraints
    }


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint that PostgreSQL names in the error, "" where it names none."""
    return getattr(_diagnosis(error), "constraint_name", None) or ""


def _diagnosis(error: IntegrityError):
    return getattr(getattr(error, "__cause__", None), "diag", None)


def message_for(error: IntegrityError) -> str:
    """The message of the constraint that PostgreSQL names in the error."""
    diagnosis = _diagnosis(error)
    if diagnosis is None:
        return str(UNKNOWN)
    if diagnosis.sqlstate == "23503":
        return str(IN_USE)
    return str(_messages().get(diagnosis.constraint_name, UNKNOWN))
