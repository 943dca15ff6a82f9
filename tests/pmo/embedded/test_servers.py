"""The embedded PostgreSQL and Valkey from start to end, as their users see them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
import redis

from pmo import embedded
from pmo.embedded import EmbeddedServerError, Instance, account, postgres, processes, users, valkey

HOLD_UNTIL_TOLD = (
    "import sys; from pathlib import Path; from pmo import embedded\n"
    "instance = embedded.Instance(Path(sys.argv[1]), for_tests=True)\n"
    "embedded.ensure_running(instance=instance)\n"
    "print('running', flush=True); sys.stdin.read(); embedded.stop(instance=instance)\n"
)


@pytest.fixture
def instance(tmp_path):
    folder = tmp_path / "a folder with spaces"
    folder.mkdir(mode=0o700)
    instance = Instance(folder / "8124", for_tests=True)
    yield instance
    embedded.stop(instance=instance)
    wait_for_removal(instance.socket_directory)


def connect(instance, **changes):
    settings = embedded.database_settings(instance)
    given = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "dbname": settings["NAME"],
    }
    return psycopg2.connect(**{**given, **changes})


def ask(instance, statement):
    connection = connect(instance)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()
    finally:
        connection.close()


def server_of(instance, service):
    return processes.recorded(instance.folder / f"{service}.process")


def wait_for_end(*pids, patience=15.0):
    deadline = time.monotonic() + patience
    while any(processes.start_of(pid) for pid in pids):
        assert time.monotonic() < deadline, "still running"
        time.sleep(0.05)


def wait_for_removal(folder, patience=15.0):
    """The keeper removes it after its server's end, which it may be told of later than we are."""
    deadline = time.monotonic() + patience
    while folder.exists():
        assert time.monotonic() < deadline, f"{folder} was left behind"
        time.sleep(0.05)


@pytest.fixture
def another_user(instance):
    """Another process that uses the servers until it is told to leave."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD_UNTIL_TOLD, str(instance.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "running\n"
    yield process
    process.kill()
    process.communicate()


def test_the_database_is_utf8_checked_and_asks_for_its_password(instance):
    embedded.ensure_running(instance=instance, cache=False)
    query = "SELECT current_setting('server_version_num')::int / 10000, current_setting('data_checksums')"
    assert ask(instance, query) == (18, "on")
    query = "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'pmo'"
    assert ask(instance, query) == ("b", "C.UTF-8", "UTF8")
    assert ask(instance, "SHOW listen_addresses") == ("",)
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        connect(instance, password="wrong")


def test_data_outlives_a_restart(instance):
    embedded.ensure_running(instance=instance, cache=False)
    connection = connect(instance)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    connection.close()
    embedded.stop(instance=instance)
    assert not postgres.is_ready(instance)
    embedded.ensure_running(instance=instance, cache=False)
    assert ask(instance, "SELECT answer FROM kept") == (42,)


def test_stopping_leaves_no_process(instance):
    embedded.ensure_running(instance=instance)
    servers = [server_of(instance, "database"), server_of(instance, "cache")]
    embedded.stop(instance=instance)
    assert [processes.start_of(pid) for pid in servers] == [None, None]


def test_who_leaves_first_does_not_stop_the_servers_of_the_others(instance, another_user):
    embedded.ensure_running(instance=instance)
    embedded.stop(instance=instance)
    assert postgres.is_ready(instance)
    assert valkey.is_ready(instance)
    database = server_of(instance, "database")
    another_user.communicate("")
    assert processes.start_of(database) is None


def test_the_servers_end_when_their_only_user_is_killed(instance, another_user):
    servers = [server_of(instance, "database"), server_of(instance, "cache")]
    another_user.kill()
    wait_for_end(*servers)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's help is Linux's")
def test_the_server_ends_when_its_keeper_is_killed_and_starts_again_for_who_asks(instance):
    embedded.ensure_running(instance=instance, cache=False)
    server = server_of(instance, "database")
    keeper = int(Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(keeper, signal.SIGKILL)
    wait_for_end(server)
    embedded.ensure_running(instance=instance, cache=False)
    assert ask(instance, "SELECT 1") == (1,)


def test_lock_files_of_a_crash_are_forgotten_even_when_the_number_lives_on(instance):
    embedded.ensure_running(instance=instance, cache=False)
    embedded.stop(instance=instance)
    stale = f"{os.getpid()}\n{instance.folder / 'database'}\n1\n5432\n\n\n\nready\n"
    (instance.folder / "database" / "postmaster.pid").write_text(stale)
    instance.make_socket_directory()
    (instance.socket_directory / ".s.PGSQL.5432.lock").write_text(stale)
    embedded.ensure_running(instance=instance, cache=False)
    assert ask(instance, "SELECT 1") == (1,)


def test_half_made_data_of_a_crash_is_made_anew(instance):
    instance.prepare()
    (instance.folder / "database-draft").mkdir()
    (instance.folder / "database-draft" / "PG_VERSION").write_text("18")
    embedded.ensure_running(instance=instance, cache=False)
    assert ask(instance, "SELECT 1") == (1,)
    assert not (instance.folder / "database-draft").exists()


def test_data_of_another_release_is_refused_with_what_to_do(instance):
    embedded.ensure_running(instance=instance, cache=False)
    embedded.stop(instance=instance)
    (instance.folder / "database" / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedServerError, match=r"written by PostgreSQL 17.*docs/operations\.md"):
        embedded.ensure_running(instance=instance, cache=False)


def test_a_server_that_cannot_start_says_what_its_log_says(instance):
    embedded.ensure_running(instance=instance, cache=False)
    embedded.stop(instance=instance)
    with (instance.folder / "database" / "postgresql.conf").open("a") as file:
        file.write("no_such_setting = on\n")
    with pytest.raises(EmbeddedServerError, match="ended at once"):
        embedded.ensure_running(instance=instance, cache=False)


def test_another_cache_port_is_chosen_when_a_program_took_ours(instance):
    with socket.socket() as other:
        other.bind(("127.0.0.1", instance.cache_port()))
        other.listen()
        taken = instance.cache_port()
        embedded.ensure_running(instance=instance, database=False)
        assert instance.cache_port() != taken
    client = redis.Redis.from_url(embedded.redis_url(instance))
    assert client.ping()
    client.close()


def test_the_password_of_valkey_is_on_no_command_line(instance):
    embedded.ensure_running(instance=instance, database=False)
    assert instance.secret("cache-password") not in processes.command_of(server_of(instance, "cache"))


def test_named_servers_are_used_instead(instance, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    monkeypatch.setenv("REDIS_URL", "redis://somewhere")
    monkeypatch.setenv("PORT", "8125")
    monkeypatch.setattr(users, "join", lambda *_: pytest.fail("started a server that nobody needs"))
    embedded.ensure_running()


@pytest.mark.full
@pytest.mark.skipif(os.geteuid() != 0, reason="only root must become somebody else")
def test_root_without_user_namespaces_runs_postgresql_as_a_system_user(instance, tmp_path, monkeypatch):
    embedded.ensure_running(instance=instance, cache=False)
    connection = connect(instance)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    connection.close()
    embedded.stop(instance=instance)
    monkeypatch.setattr(account, "_namespaces_work", lambda: False)
    monkeypatch.setattr(account, "PRIVATE_PARENT", account.PRIVATE_PARENT.with_name("pmo-embedded-of-tests"))
    with (instance.log_directory / "database.log").open("ab") as log:
        server = postgres.start(instance, log.fileno())
    try:
        deadline = time.monotonic() + 30
        while not postgres.is_ready(instance):
            assert time.monotonic() < deadline and server.poll() is None
            time.sleep(0.05)
        assert os.stat(f"/proc/{server.pid}").st_uid != 0
        assert ask(instance, "SELECT answer FROM kept") == (42,)
        assert "PostgreSQL refuses root" in postgres.notice(instance)
    finally:
        postgres.stop(server.pid)
        server.wait()
        postgres.clean_up(instance)
        shutil.rmtree(account.PRIVATE_PARENT)
