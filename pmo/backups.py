"""Dumps of the whole database and their restoration, with PostgreSQL's own programs."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import make_dsn

from .embedded import EmbeddedServerError
from .embedded.postgres import programs_directory

Address = Mapping[str, object]
IN_USE = "The database is in use. Stop web, worker and beat first."
MORE_RIGHTS = "Let its administrator give it, for as long as it takes: ALTER ROLE {} CREATEDB"
# What an address may say about the way to the server, beside host, port and role.
WAY = ("ssl", "gss", "krb", "channel_binding", "require_auth", "connect_timeout", "target_session_attrs")


class BackupError(RuntimeError):
    """A dump or a restoration did not succeed; the data is as before."""


def dump(address: Address, path: Path) -> None:
    """Write a consistent picture of this moment; an interrupted one leaves no file that looks whole."""
    draft = path.with_name(f"{path.name}.incomplete")
    options = ["--format=custom", "--no-owner", f"--file={draft}", f"--dbname={_named(address)}"]
    try:
        draft.touch(mode=0o600)
        _run(address, "pg_dump", *options)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def restore(address: Address, path: Path, *, now: datetime) -> str:
    """Restore a dump beside the present database, then put it in its place.

    The answer is the name under which the present data is kept, "" on a server that had none. When anything fails
    nothing has changed.
    """
    name, draft = str(address["NAME"]), f"{address['NAME']}_restoring"
    kept = f"{name}_before_{now:%Y%m%d_%H%M%S}"
    with _administration(address) as execute:
        replaces = _is_there_and_free(execute, name)
        execute("DROP DATABASE IF EXISTS {}", draft)
        execute("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", draft)
        try:
            _run(
                address, "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={_named(address, draft)}", str(path)
            )
            _refuse_strangers(address, draft)
            # Sent as one, so both names change or none.
            aside = "ALTER DATABASE {} RENAME TO {}; " if replaces else ""
            execute(aside + "ALTER DATABASE {} RENAME TO {}", *([name, kept] if replaces else []), draft, name)
        except BackupError:
            execute("DROP DATABASE {}", draft)
            raise
    return kept if replaces else ""


def _is_there_and_free(execute, name: str) -> bool:
    """Asked before the long work as well as after it. Autovacuum and the like give way by themselves."""
    if not execute("SELECT 1 FROM pg_database WHERE datname = %s", given=[name]):
        return False
    if execute("SELECT 1 FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'", given=[name]):
        raise BackupError(IN_USE)
    return True


def _refuse_strangers(address: Address, draft: str) -> None:
    """A dump of another program's data is whole too."""
    with _statements(address, draft) as execute:
        tables = execute("SELECT to_regclass('django_migrations'), to_regclass('accounts_user')")
    if None in tables[0]:
        raise BackupError("This is a dump, but not of this product: it holds no accounts.")


def _run(address: Address, program: str, *options: str) -> None:
    environment = {**os.environ, "PGPASSWORD": str(address["PASSWORD"] or "")}
    command = [_program(program, _release_of_server(address)), *options]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True)
    if answer.returncode:
        raise BackupError(answer.stderr.strip() or f"{program} failed.")


def _program(name: str, release: int) -> str:
    """That of the server's release if there is one: what a newer one writes an older server may not understand."""
    found = [path for path in _places(name, release) if path and os.path.exists(path)]
    if not found:
        raise BackupError(f"{name} was not found. Install the client programs of PostgreSQL {release}.")
    return next((path for path in found if _release_of_program(path) == release), found[0])


def _places(name: str, release: int) -> Iterator[str | None]:
    """Of the one-command start, on the path, and where distributions keep several releases beside each other."""
    with suppress(EmbeddedServerError):
        yield str(programs_directory() / name)
    yield shutil.which(name)
    yield f"/usr/lib/postgresql/{release}/bin/{name}"
    yield f"/usr/pgsql-{release}/bin/{name}"


def _release_of_program(path: str) -> int | None:
    answer = subprocess.run([path, "--version"], capture_output=True, text=True)
    found = re.search(r"(\d+)(\.\d+)*", answer.stdout.partition(")")[2])
    return int(found[1]) if found else None


def _release_of_server(address: Address) -> int:
    connection = _connection(address)
    try:
        return connection.server_version // 10_000
    finally:
        connection.close()


def _named(address: Address, database: str = "") -> str:
    """The address in the words of PostgreSQL's programs, without the password, which a command line would show."""
    said = {key: value for key, value in (address.get("OPTIONS") or {}).items() if key.startswith(WAY)}
    place = {"host": address["HOST"], "port": address["PORT"], "user": address["USER"]}
    return make_dsn(dbname=database or address["NAME"], **{key: value for key, value in place.items() if value}, **said)


def _connection(address: Address, database: str = "postgres"):
    """As a rule to the database that is always there, so that ours may be replaced."""
    try:
        return psycopg2.connect(_named(address, database), password=address["PASSWORD"] or None)
    except psycopg2.OperationalError as error:
        raise BackupError(str(error).strip()) from error


@contextmanager
def _administration(address: Address) -> Iterator:
    """Statements outside the database that is replaced, each with names quoted into it."""
    with _statements(address, "postgres") as execute:
        yield execute


@contextmanager
def _statements(address: Address, database: str) -> Iterator:
    connection = _connection(address, database)
    connection.autocommit = True

    def execute(statement: str, *names: str, given: Sequence = ()) -> list[tuple]:
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)), given or None)
                return cursor.fetchall() if cursor.description else []
        except psycopg2.errors.ObjectInUse as error:
            raise BackupError(IN_USE) from error
        except psycopg2.errors.InsufficientPrivilege as error:
            raise BackupError(f"{str(error).strip()}. {MORE_RIGHTS.format(address['USER'])}") from error

    try:
        yield execute
    finally:
        connection.close()
