"""Recognises a database that another edition's migrations made, and which ours cannot bring up to date."""

from django.db.migrations.loader import MigrationLoader

from . import embedded

NAMED_AT_MOST = 5


def foreign_migrations(connection) -> list[str]:
    """What was applied in apps that still have something to apply, and that these do not know; `app.name` each.

    An app with nothing left to apply was migrated by a newer release, whose tables serve this one too.
    """
    loader = MigrationLoader(connection)
    known, applied = set(loader.disk_migrations), set(loader.applied_migrations)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    unfinished = {app for app, _name in known - applied}
    return sorted(f"{app}.{name}" for app, name in applied - known - replaced if app in unfinished)


def refusal(names: list[str]) -> str:
    """What to tell whoever starts the product on such a database."""
    shown = ", ".join(names[:NAMED_AT_MOST]) + (" and others" if len(names) > NAMED_AT_MOST else "")
    return (
        "This database was made by another edition of the product, with migrations that this one does not have "
        f"({shown}). It cannot be brought up to date; nothing was changed.\n"
        "To keep working on it, check out the edition that made it; its exports can be imported into a new one.\n"
        f"To start afresh, {way_to_start_afresh()}"
    )


def way_to_start_afresh() -> str:
    if embedded.is_named("DATABASE_URL"):
        return "name an empty database in DATABASE_URL, or in the file that DATABASE_URL_FILE names."
    folders = [str(folder) for folder in embedded.folders_of_data()]
    return f"stop this one and set its data aside, such as by: {' && '.join(map(set_aside, folders))}"


def set_aside(folder: str) -> str:
    return f'mv "{folder}" "{folder}-before"'
