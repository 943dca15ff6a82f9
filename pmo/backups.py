"""Dumps of the whole database and their restoration, with PostgreSQL's own programs."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import psycopg2
from psycopg2 import sql

from .embedded import EmbeddedServerError
from .embedded.postgres import programs_directory

Address = Mapping[str, object]


class BackupError(RuntimeError):
    """A dump or a restoration did not succeed; the data is as before."""


def dump(address: Address, path: Path) -> None:
    """Write a consistent picture of this moment; an interrupted one leaves no file that looks whole."""
    draft = path.with_name(f"{path.name}.incomplete")
    options = ["--format=custom", "--no-owner", f"--file={draft}", f"--dbname={address['NAME']}"]
    try:
        draft.touch(mode=0o600)
        _run(address, "pg_dump", *options)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def restore(address: Address, path: Path, *, now: datetime) -> str:
    """Restore a dump beside the present database, then put it in its place.

    The answer is the name under which the present data is kept. When anything fails nothing has changed.
    """
    name, draft = str(address["NAME"]), f"{address['NAME']}_restoring"
    kept = f"{name}_before_{now:%Y%m%d_%H%M%S}"
    with _administration(address) as execute:
        execute("DROP DATABASE IF EXISTS {}", draft)
        execute("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", draft)
        try:
            _run(address, "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={draft}", str(path))
            # Sent as one, so both names change or none.
            execute("ALTER DATABASE {} RENAME TO {}; ALTER DATABASE {} RENAME TO {}", name, kept, draft, name)
        except BackupError:
            execute("DROP DATABASE {}", draft)
            raise
    return kept


def _run(address: Address, program: str, *options: str) -> None:
    environment = {
        **os.environ,
        "PGHOST": str(address["HOST"] or ""),
        "PGPORT": str(address["PORT"] or ""),
        "PGUSER": str(address["USER"] or ""),
        "PGPASSWORD": str(address["PASSWORD"] or ""),
    }
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


def _connection(address: Address):
    """To the database that is always there, so that ours may be replaced."""
    return psycopg2.connect(
        host=address["HOST"] or None,
        port=address["PORT"] or None,
        user=address["USER"] or None,
        password=address["PASSWORD"] or None,
        dbname="postgres",
    )


@contextmanager
def _administration(address: Address) -> Iterator:
    """Statements outside the database that is replaced, each with names quoted into it."""
    connection = _connection(address)
    connection.autocommit = True

    def execute(statement: str, *names: str) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
        except psycopg2.errors.ObjectInUse as error:
            raise BackupError("The database is in use. Stop web, worker and beat first.") from error

    try:
        yield execute
    finally:
        connection.close()
