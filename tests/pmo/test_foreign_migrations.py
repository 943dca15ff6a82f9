"""A database of another edition is told apart from one that only needs migrating, before anything is changed."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from pmo import embedded
from pmo.foreign_migrations import foreign_migrations, way_to_start_afresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorder():
    return MigrationRecorder(connection)


def test_a_database_of_our_own_has_none():
    assert foreign_migrations(connection) == []


def test_one_that_waits_for_our_migrations_has_none(recorder):
    recorder.record_unapplied("projects", "0001_initial")
    assert foreign_migrations(connection) == []


def test_one_of_a_newer_release_serves_us_too(recorder):
    recorder.record_applied("projects", "0999_of_the_next_release")
    assert foreign_migrations(connection) == []


def test_one_of_another_line_is_refused_before_it_is_touched(recorder):
    recorder.record_applied("projects", "0002_as_it_was_before")
    recorder.record_unapplied("projects", "0001_initial")
    assert foreign_migrations(connection) == ["projects.0002_as_it_was_before"]
    with pytest.raises(CommandError, match=r"(?s)projects\.0002_as_it_was_before.*nothing was changed.*start afresh"):
        call_command("prepare")


def test_who_starts_the_embedded_server_is_told_what_to_move(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    kept, folder = tmp_path / "kept", tmp_path / "a folder" / "8000"
    folder.mkdir(parents=True)
    monkeypatch.setattr(embedded, "current_instance", lambda: embedded.Instance(folder))
    assert way_to_start_afresh().endswith(f'by: mv "{folder}" "{folder}-before"')
    (folder / "database").symlink_to(kept)
    assert way_to_start_afresh().endswith(f'&& mv "{kept}" "{kept}-before"')


@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_URL_FILE"])
def test_who_named_a_server_is_told_to_name_another_database(monkeypatch, variable):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv(variable, f"postgres://somewhere/{Path(__file__).stem}")
    assert "DATABASE_URL" in way_to_start_afresh()
