"""The database that tests get from `tests/database.py`."""

import psycopg2
import pytest
import redis
from django.db import connection

from tests import database


@pytest.mark.django_db
def test_each_process_has_its_own_clone_of_the_migrated_template():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0].startswith(database.CLONE_PREFIX)
        cursor.execute("SELECT count(*) FROM django_migrations")
        assert cursor.fetchone()[0] > 0


@pytest.mark.django_db
def test_templates_cannot_be_opened_and_so_always_be_copied():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT datistemplate, datallowconn FROM pg_database WHERE datname LIKE %s",
            [database.TEMPLATE_PREFIX + "%"],
        )
        assert cursor.fetchall() == [(True, False)]


def test_the_fingerprint_changes_with_a_migration(tmp_path, monkeypatch):
    from django.apps import apps

    app = apps.get_app_config("pmo")
    before = database.fingerprint()
    assert database.fingerprint() == before
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_other.py").write_text("")
    monkeypatch.setattr(app, "path", str(tmp_path))
    assert database.fingerprint() != before


@pytest.mark.django_db(transaction=True)
def test_another_connection_reaches_the_same_clone():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        name = cursor.fetchone()[0]
    params = connection.get_connection_params()
    other = psycopg2.connect(**{k: params[k] for k in ("host", "port", "user", "password", "dbname")})
    try:
        assert other.info.dbname == name
    finally:
        other.close()


def test_valkey_answers_its_own_password_only(valkey_server):
    client = redis.Redis.from_url(valkey_server)
    assert client.ping()
    client.close()
    place = valkey_server.rpartition("@")[2]
    stranger = redis.Redis.from_url(f"redis://:wrong@{place}")
    with pytest.raises(redis.exceptions.AuthenticationError):
        stranger.ping()
    stranger.close()
