"""A dump restored gives the data of its moment back, triggers and all."""

from datetime import UTC, datetime

import psycopg2
import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from psycopg2 import sql
from psycopg2.extensions import parse_dsn

from pmo import backups

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def forget_kept():
    """Drops the databases that a restoration kept."""
    yield
    connections.close_all()
    with backups._administration(connection.settings_dict) as execute:
        execute("DROP DATABASE IF EXISTS {}", f"{connection.settings_dict['NAME']}_before_20260301_123000")


def objects_of_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace),"
            " (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal),"
            " (SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace),"
            " (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace)"
        )
        return cursor.fetchone()


@pytest.mark.django_db(transaction=True)
def test_a_restored_dump_is_the_data_of_its_moment(tmp_path, forget_kept):
    people = get_user_model().objects
    people.create(email="before@example.org")
    before = objects_of_the_database()
    path = tmp_path / "a folder" / "today.dump"
    path.parent.mkdir()
    backups.dump(connection.settings_dict, path)
    people.create(email="after@example.org")
    connections.close_all()

    kept = backups.restore(connection.settings_dict, path, now=NOW)

    assert [person.email for person in people.all()] == ["before@example.org"]
    assert objects_of_the_database() == before
    assert people.create(email="later@example.org").pk > people.get(email="before@example.org").pk
    assert kept.endswith("_before_20260301_123000")
    other = psycopg2.connect(**{**connection.get_connection_params(), "dbname": kept, "cursor_factory": None})
    with other.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(get_user_model()._meta.db_table)))
        assert cursor.fetchone() == (2,)
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_damaged_dump_changes_nothing(tmp_path):
    get_user_model().objects.create(email="here@example.org")
    connections.close_all()
    path = tmp_path / "damaged.dump"
    path.write_bytes(b"PGDMP and then nothing that makes sense")
    with pytest.raises(backups.BackupError):
        backups.restore(connection.settings_dict, path, now=NOW)
    assert get_user_model().objects.filter(email="here@example.org").exists()


@pytest.mark.django_db(transaction=True)
def test_an_empty_server_gets_the_data_under_the_name_of_its_address(tmp_path):
    get_user_model().objects.create(email="moved@example.org")
    path = tmp_path / "today.dump"
    backups.dump(connection.settings_dict, path)
    elsewhere = {**connection.settings_dict, "NAME": "moved_here"}

    assert backups.restore(elsewhere, path, now=NOW) == ""

    try:
        with backups._statements(elsewhere, "moved_here") as execute:
            assert execute("SELECT email FROM accounts_user") == [("moved@example.org",)]
    finally:
        with backups._administration(elsewhere) as execute:
            execute("DROP DATABASE {}", "moved_here")


@pytest.mark.django_db(transaction=True)
def test_a_dump_of_something_else_changes_nothing(tmp_path):
    get_user_model().objects.create(email="here@example.org")
    connections.close_all()
    path = tmp_path / "strange.dump"
    backups.dump({**connection.settings_dict, "NAME": "postgres"}, path)
    with pytest.raises(backups.BackupError, match="not of this product"):
        backups.restore(connection.settings_dict, path, now=NOW)
    assert get_user_model().objects.filter(email="here@example.org").exists()
    connections.close_all()
    with backups._administration(connection.settings_dict) as execute:
        name = f"{connection.settings_dict['NAME']}_restoring"
        assert execute("SELECT 1 FROM pg_database WHERE datname = %s", given=[name]) == []


@pytest.mark.django_db
def test_a_role_without_the_right_is_told_which(tmp_path):
    role = {**connection.settings_dict, "USER": "may_not", "PASSWORD": "secret"}
    with backups._administration(connection.settings_dict) as execute:
        execute("DROP ROLE IF EXISTS {}", "may_not")
        execute("CREATE ROLE {} LOGIN PASSWORD 'secret'", "may_not")
        try:
            with pytest.raises(backups.BackupError, match="ALTER ROLE may_not CREATEDB"):
                backups.restore({**role, "NAME": "not_there"}, tmp_path / "any.dump", now=NOW)
        finally:
            execute("DROP ROLE {}", "may_not")


def test_what_the_address_says_about_tls_reaches_the_programs_and_the_password_does_not():
    address = {
        "NAME": "pmo", "HOST": "database", "PORT": 5432, "USER": "pmo", "PASSWORD": "hidden",
        "OPTIONS": {"sslmode": "verify-full", "sslrootcert": "/a folder/ca.pem", "options": "-c jit=off"},
    }  # fmt: skip
    assert parse_dsn(backups._named(address)) == {
        "dbname": "pmo", "host": "database", "port": "5432", "user": "pmo",
        "sslmode": "verify-full", "sslrootcert": "/a folder/ca.pem",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_database_in_use_is_not_replaced(tmp_path):
    path = tmp_path / "today.dump"
    backups.dump(connection.settings_dict, path)
    connection.ensure_connection()
    with pytest.raises(backups.BackupError, match=r"in use\. Stop web, worker and beat first"):
        backups.restore(connection.settings_dict, path, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_dump_leaves_no_file(tmp_path):
    with pytest.raises(backups.BackupError):
        backups.dump({**connection.settings_dict, "NAME": "no_such_database"}, tmp_path / "today.dump")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Stand-ins that only tell their release: of the one-command start, and on the path."""

    def install(**releases):
        for place, release in releases.items():
            folder = tmp_path / place
            folder.mkdir()
            (folder / "pg_restore").write_text(
                f"#!/bin/sh\necho 'pg_restore (PostgreSQL) {release} (of some maker 9)'\n"
            )
            (folder / "pg_restore").chmod(0o755)
        monkeypatch.setattr(backups, "programs_directory", lambda: tmp_path / "embedded")
        monkeypatch.setattr(backups.shutil, "which", lambda name: str(tmp_path / "path" / name))
        return tmp_path

    return install


@pytest.mark.parametrize(("server", "chosen"), [(98, "embedded"), (91, "path"), (99, "embedded")])
def test_the_program_of_the_servers_own_release_is_preferred(programs, server, chosen):
    folder = programs(embedded="98.1", path="91.4")
    assert backups._program("pg_restore", server) == str(folder / chosen / "pg_restore")


def test_without_any_program_it_says_which_to_install(programs):
    programs()
    with pytest.raises(backups.BackupError, match="Install the client programs of PostgreSQL 97"):
        backups._program("pg_restore", 97)
