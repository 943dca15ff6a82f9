"""History of every object: which rows are tracked, and the context that says who wrote and from where."""

from contextlib import contextmanager

import pghistory
from django.db.models import GeneratedField

UNTRACKED = {"version", "updated_at", "password", "last_login"}


def tracked(model):
    """Class decorator: keep every insert, update and delete of the model as an event."""
    kept_by_database = {
        field.name
        for field in model._meta.concrete_fields
        if field.name in UNTRACKED or isinstance(field, GeneratedField)
    }
    # Fresh trackers each time: the ones of the settings are deep-copied, which breaks statement triggers.
    trackers = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*trackers, exclude=sorted(kept_by_database))(model)


@contextmanager
def written_by(actor, source: str, **extra):
    """Open a history context for code that runs outside a request: tasks, commands, imports.

    `source` is one of page, api, import, job, command; it is what "from where" shows.
    """
    with pghistory.context(user=getattr(actor, "pk", None), source=source, **extra):
        yield
