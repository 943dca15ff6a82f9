"""System checks of the house: a model that people edit and no access path is an error, not a leak."""

from django.apps import apps
from django.core.checks import Error, register

from .access import AccessPath, AccessQuerySet
from .models.record import Record


@register()
def every_record_declares_its_access(app_configs, **kwargs):
    """Every record has a complete access path and a queryset that knows `allowed`."""
    errors = []
    for model in apps.get_models():
        path = getattr(model, "access", None)
        if issubclass(model, Record) and not (isinstance(path, AccessPath) and path.is_complete()):
            errors.append(Error(f"{model._meta.label} declares no access path.", obj=model, id="pmo.E001"))
        if path is not None and not issubclass(model._default_manager._queryset_class, AccessQuerySet):
            errors.append(Error(f"{model._meta.label} has a manager without allowed().", obj=model, id="pmo.E002"))
    return errors
