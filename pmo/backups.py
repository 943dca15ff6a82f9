"""Dumps of the whole database and their restoration, with PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
    answer = subprocess.run([_program(program), *options], env=environment, capture_output=True, text=True)
    if answer.returncode:
        raise BackupError(answer.stderr.strip() or f"{program} failed.")


def _program(name: str) -> str:
    try:
        return str(programs_directory() / name)
    except EmbeddedServerError:
        found = shutil.which(name)
        if found is None:
            raise BackupError(f"{name} was not found. Install PostgreSQL's client programs.") from None
        return found


@contextmanager
def _administration(address: Address) -> Iterator:
    """Statements outside the database that is replaced, each with names quoted into it."""
    connection = psycopg2.connect(
        host=address["HOST"] or None,
        port=address["PORT"] or None,
        user=address["USER"] or None,
        password=address["PASSWORD"] or None,
        dbname="postgres",
    )
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
