"""pytest plugin: one PostgreSQL server, one migrated template database, a clone for each pytest process.

The template is kept under a name made of all migrations and triggers, so only a change of these costs a
migration. DATABASE_URL names another server; its user must be allowed to create databases.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import sql

from pmo import embedded
from pmo.embedded import processes, users
from tests.seed_rows import SeedRows

CHECKOUT = Path(__file__).resolve().parents[1]
SERVER = embedded.Instance(CHECKOUT / "var" / "test", for_tests=True)
TEMPLATES_KEPT = 6
TEMPLATE_PREFIX = "pmo_template_"
CLONE_PREFIX = "pmo_test_"


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker) -> Iterator[None]:
    """Give this process its own copy of the migrated database."""
    from django.db import connections

    address = start_server()
    settings = connections.settings["default"]
    settings.update(address)
    clone = f"{CLONE_PREFIX}{os.getpid()}_{processes.start_of(os.getpid())}".replace(" ", "_")
    with django_db_blocker.unblock(), administration(address) as cursor:
        template = migrated_template(cursor, settings, anew=request.config.getoption("create_db", False))
        execute(cursor, "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", clone, template)
    settings["NAME"] = clone
    with pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            keep_seed_rows(patch)
        yield
    with django_db_blocker.unblock():
        connections.close_all()
        with administration(address) as cursor:
            execute(cursor, "DROP DATABASE IF EXISTS {} WITH (FORCE)", clone)
    embedded.stop(instance=SERVER, cache=False)


def keep_seed_rows(patch: pytest.MonkeyPatch) -> None:
    """What a test that commits leaves behind is removed, and what the migrations put in comes back."""
    from django.db import connection
    from django.test import TransactionTestCase

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
        if not cursor.fetchone()[0]:
            return
    seed_rows = SeedRows(connection)
    connection.close()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: seed_rows.restore())


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[str]:
    """The address of a Valkey of this process's own, for the tests of queue and cache."""
    instance = embedded.Instance(CHECKOUT / "var" / f"test-{os.getpid()}", for_tests=True)
    embedded.ensure_running(instance=instance, database=False)
    yield embedded.redis_url(instance)
    embedded.stop(instance=instance, database=False)
    shutil.rmtree(instance.folder)


def start_server() -> dict[str, object]:
    """Its address as Django's settings name it."""
    if os.environ.get("DATABASE_URL"):
        from django.db import connections

        return dict(connections.settings["default"])
    try:
        embedded.ensure_running(instance=SERVER, cache=False)
    except embedded.EmbeddedServerError:
        if users.is_kept(SERVER, "database"):
            raise
        # It runs without fsync, so a crash of the machine may have spoilt it; nothing in it is worth keeping.
        shutil.rmtree(SERVER.folder)
        embedded.ensure_running(instance=SERVER, cache=False)
    return embedded.database_settings(SERVER)


class administration:
    """A cursor on the server's maintenance database, outside transactions."""

    def __init__(self, address: dict[str, object]) -> None:
        self.connection = psycopg2.connect(
            host=address["HOST"],
            port=address["PORT"] or None,
            user=address["USER"],
            password=address["PASSWORD"],
            dbname="postgres",
        )
        self.connection.autocommit = True

    def __enter__(self) -> "psycopg2.extensions.cursor":
        return self.connection.cursor()

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def execute(cursor, statement: str, *names: str) -> None:
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def migrated_template(cursor, settings: dict[str, object], *, anew: bool) -> str:
    """The name of the template database, made first when migrations or triggers have changed."""
    name = TEMPLATE_PREFIX + fingerprint()
    # Several processes start at once; the first makes it, the others wait. The lock ends with the cursor.
    cursor.execute("SELECT pg_advisory_lock(hashtext('pmo template'))")
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [TEMPLATE_PREFIX + "%"])
    present = [row[0] for row in cursor.fetchall()]
    if anew and name in present:
        drop_template(cursor, name)
        present.remove(name)
    if name not in present:
        drop_abandoned(cursor, present)
        migrate(cursor, settings, name)
    cursor.execute("SELECT pg_advisory_unlock_all()")
    return name


def migrate(cursor, settings: dict[str, object], name: str) -> None:
    from django.core.management import call_command
    from django.db import connections

    from pmo.trigger_migrations import light_trigger_operations

    draft = f"{CLONE_PREFIX}draft"
    execute(cursor, "DROP DATABASE IF EXISTS {} WITH (FORCE)", draft)
    execute(cursor, "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", draft)
    settings["NAME"] = draft
    with light_trigger_operations():
        call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    execute(cursor, "ALTER DATABASE {} RENAME TO {}", draft, name)
    # Nobody connects to it by mistake, so it can always be copied.
    execute(cursor, "ALTER DATABASE {} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false", name)


def drop_template(cursor, name: str) -> None:
    execute(cursor, "ALTER DATABASE {} WITH IS_TEMPLATE false", name)
    execute(cursor, "DROP DATABASE {} WITH (FORCE)", name)


def drop_abandoned(cursor, templates: list[str]) -> None:
    """Old templates, and clones whose process was killed (only known of a server of our own)."""
    for name in templates[TEMPLATES_KEPT - 1 :]:
        drop_template(cursor, name)
    if os.environ.get("DATABASE_URL"):
        return
    cursor.execute(r"SELECT datname FROM pg_database WHERE datname ~ %s", [rf"^{CLONE_PREFIX}[0-9]+_"])
    for (name,) in cursor.fetchall():
        pid, _, start = name.removeprefix(CLONE_PREFIX).partition("_")
        if (processes.start_of(int(pid)) or "").replace(" ", "_") != start:
            execute(cursor, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def fingerprint() -> str:
    """What the migrated database depends on: migrations, triggers, permissions, and who installs them."""
    import pgtrigger
    from django.apps import apps

    digest = hashlib.sha256()
    for package in ("Django", "django-pgtrigger", "django-pghistory"):
        digest.update(version(package).encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(path.name.encode() + path.read_bytes())
        for model in app.get_models():
            digest.update(f"{model._meta.label} {model._meta.default_permissions} {model._meta.permissions}".encode())
    for model, trigger in pgtrigger.registered():
        digest.update(trigger.compile(model).hash.encode())
    return digest.hexdigest()[:16]
