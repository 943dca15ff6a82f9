"""Writing one row: validated, refused when somebody else changed it meanwhile, deleted into the bin.

Forms, API and import all write through here, so a rule holds whichever way a value comes in.
"""

from django.db import transaction

from .bin import put_in_bin


class Stale(Exception):
    """Somebody else changed the row since it was read. `current` is the row as it is now, or None if gone."""

    def __init__(self, current):
        super().__init__("the row was changed meanwhile")
        self.current = current


def lock_version(row, expected_version: int | None) -> None:
    """Hold the row until the end of the transaction. Raises Stale when its version is another."""
    manager = type(row)._default_manager
    if manager.select_for_update(of=("self",)).filter(pk=row.pk, version=expected_version).values("pk").first():
        return
    raise Stale(manager.filter(pk=row.pk).first())


@transaction.atomic
def save_object(row, *, actor, expected_version: int | None = None, validate: bool = True):
    """Create or update a row and return it with its new version. Raises ValidationError, Stale.

    `expected_version` is the version the writer has seen; None writes over whatever is there.
    """
    if row.pk and expected_version is not None:
        lock_version(row, expected_version)
    if validate:
        row.full_clean()
    row.save()
    row.refresh_from_db(fields=["version", "updated_at"])
    return row


@transaction.atomic
def delete_object(row, *, actor, expected_version: int | None = None):
    """Move a row with everything that hangs on it into the bin. Raises Stale, ProtectedError."""
    if expected_version is not None:
        lock_version(row, expected_version)
    return put_in_bin(row, actor=actor)
