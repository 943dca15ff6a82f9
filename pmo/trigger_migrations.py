"""Applies migrations without building model classes anew for each of hundreds of triggers."""

from collections.abc import Iterator
from contextlib import contextmanager

from pgtrigger.migrations import AddTrigger, RemoveTrigger


@contextmanager
def light_trigger_operations() -> Iterator[None]:
    """Keep a trigger in the migration state only, as no later operation reads it from a model class.

    Rebuilding the class and all classes related to it costs a tenth of a second for every trigger: from an empty
    database 54 s instead of 33 s (225 triggers, measured on two busy cores).
    """
    original = AddTrigger.state_forwards, RemoveTrigger.state_forwards
    AddTrigger.state_forwards, RemoveTrigger.state_forwards = _note_trigger, _strike_trigger
    try:
        yield
    finally:
        AddTrigger.state_forwards, RemoveTrigger.state_forwards = original


def _note_trigger(operation, app_label, state) -> None:
    options = state.models[app_label, operation.model_name_lower].options
    options["triggers"] = [*options.get("triggers", []), operation.trigger]


def _strike_trigger(operation, app_label, state) -> None:
    options = state.models[app_label, operation.model_name_lower].options
    options["triggers"] = [one for one in options.get("triggers", []) if one.name != operation.name]
