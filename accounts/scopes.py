"""The scope of a role: a department, portfolio, programme or project, or None for the whole organisation."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pmo.access import ORGANISATION

from .models.membership import SCOPES, Membership


def scope_model(name: str):
    """The model of a scope such as "project", found through the role's own key. Raises KeyError."""
    if name not in SCOPES:
        raise KeyError(name)
    return Membership._meta.get_field(name).related_model


def scope_name(scope) -> str:
    """ "project" for a project, "organisation" for None."""
    return ORGANISATION if scope is None else scope._meta.model_name


def scope_keys(scope) -> dict:
    """The keys of a role held for this scope: {"project": <Project>}, or none for the organisation."""
    return {} if scope is None else {scope_name(scope): scope}


def every_scope_key(scope) -> dict:
    """All four keys, the others None: to find the roles of exactly this scope."""
    return dict.fromkeys(SCOPES) | scope_keys(scope)


def scope_of(row):
    """The scope of a role held or an invitation; `for_list()` has loaded it."""
    return next((getattr(row, name) for name in SCOPES if getattr(row, f"{name}_id")), None)


def scope_reference(row) -> tuple[str, int | None]:
    """("project", 7) or ("organisation", None), without loading the scope."""
    return next(((name, key) for name in SCOPES if (key := getattr(row, f"{name}_id"))), (ORGANISATION, None))


def only_scope(keys: dict):
    """The one scope among typed ones. Raises ValidationError when there are several."""
    chosen = [keys[name] for name in SCOPES if keys.get(name)]
    if len(chosen) > 1:
        raise ValidationError(_("A role is held for one department, portfolio, programme or project only."))
    return chosen[0] if chosen else None


def every_scope_key_lookups(scope) -> dict:
    """Lookups for exactly this scope; an empty key is a test for NULL."""
    return {
        (name if value is not None else f"{name}__isnull"): (value if value is not None else True)
        for name, value in every_scope_key(scope).items()
    }
