"""Secrets out of files: read by settings, and refused with what to do where they cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pmo import embedded
from pmo.environment import SECRETS, Environment

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def env(monkeypatch):
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    return Environment()


@pytest.fixture
def in_file(monkeypatch, tmp_path):
    def write(name, content) -> Path:
        path = tmp_path / name.lower()
        path.write_bytes(content)
        monkeypatch.setenv(f"{name}_FILE", str(path))
        return path

    return write


def test_a_secret_is_read_from_its_file_without_the_line_break(env, in_file):
    in_file("SECRET_KEY", "clé = très longue\n".encode())
    assert env.str("SECRET_KEY", default="") == "clé = très longue"
    in_file("DATABASE_URL", b"postgres://pmo:p%40ss@database:5432/pmo\n")
    assert env.db("DATABASE_URL")["PASSWORD"] == "p@ss"


def test_without_a_file_the_variable_counts_and_without_both_the_default(env, monkeypatch):
    assert env.str("REDIS_URL", default="none") == "none"
    monkeypatch.setenv("REDIS_URL", "redis://queue")
    assert env.str("REDIS_URL", default="none") == "redis://queue"


def test_an_empty_variable_counts_as_none(env, monkeypatch):
    for name in ("OIDC_NAME", "BIN_DAYS", "BEHIND_PROXY", "DATABASE_URL"):
        monkeypatch.setenv(name, "")
    assert env.str("OIDC_NAME", default="OpenID Connect") == "OpenID Connect"
    assert (env.int("BIN_DAYS", default=180), env.bool("BEHIND_PROXY", default=False)) == (180, False)
    assert env.str("DATABASE_URL", default="") == ""


def test_only_secrets_are_read_from_files(env, in_file):
    in_file("SITE_URL", b"http://elsewhere")
    assert env.str("SITE_URL", default="here") == "here"


def test_the_embedded_servers_stay_out_when_a_file_names_a_real_one(env, in_file):
    assert not embedded.is_named("DATABASE_URL")
    in_file("DATABASE_URL", b"postgres://database/pmo")
    assert embedded.is_named("DATABASE_URL")


@pytest.mark.parametrize(("content", "reason"), [(b"\n", "is empty"), (b"\xff\xfe", "it is no text")])
def test_a_file_without_a_secret_stops_the_start(env, in_file, content, reason):
    in_file("EMAIL_URL", content)
    with pytest.raises(SystemExit, match=f"EMAIL_URL_FILE names .*{reason}"):
        env.email("EMAIL_URL")


def test_a_file_that_is_missing_or_named_beside_the_variable_stops_the_start(env, in_file, monkeypatch):
    path = in_file("SECRET_KEY", b"x")
    monkeypatch.setenv("SECRET_KEY", "y")
    with pytest.raises(SystemExit, match="SECRET_KEY and SECRET_KEY_FILE are both set"):
        env.str("SECRET_KEY")
    monkeypatch.delenv("SECRET_KEY")
    path.unlink()
    with pytest.raises(SystemExit, match="cannot be read: No such file"):
        env.str("SECRET_KEY")


def test_the_product_starts_with_all_its_secrets_in_files(tmp_path):
    given = {
        "SECRET_KEY": "k" * 60, "DATABASE_URL": "postgres://pmo:secret@database/pmo",
        "REDIS_URL": "redis://:secret@queue:6379/0", "EMAIL_URL": "smtp+tls://user:word@mail.example.org:587",
    }  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if name not in given}
    for name, value in given.items():
        (tmp_path / name).write_text(value + "\n")
        environment[f"{name}_FILE"] = str(tmp_path / name)
    code = (
        "from django.conf import settings as s; d = s.DATABASES['default'];"
        "print(s.SECRET_KEY[:3], d['HOST'], d['PASSWORD'], s.CELERY_BROKER_URL, s.CACHE_URL, s.EMAIL_HOST)"
    )
    environment["DJANGO_SETTINGS_MODULE"] = "pmo.settings"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == [
        "kkk", "database", "secret", given["REDIS_URL"], "redis://:secret@queue:6379/1", "mail.example.org"
    ]  # fmt: skip
