"""Who uses an embedded server: a lock per process. The first user starts the server's keeper."""

import contextlib
import fcntl
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

from . import postgres, valkey
from .instance import EmbeddedServerError, Instance

READY = "ready "
SERVERS: dict[str, ModuleType] = {"database": postgres, "cache": valkey}

# The keeper runs outside the package `pmo`, whose import would load what it does not need.
KEEPER = "import sys; sys.path.append(sys.argv.pop(1)); from embedded.keeper import main; main()"

_held: dict[tuple[Path, str], int] = {}


def join(instance: Instance, service: str) -> None:
    """Become a user of the server, starting it when it does not run. Repeated, it costs next to nothing."""
    key = (instance.folder, service)
    if key in _held and is_kept(instance, service):
        return
    if key not in _held:
        _held[key] = instance.lock_patiently(f"{service}-users", fcntl.LOCK_SH)
    starting = instance.lock_patiently(f"{service}-start", fcntl.LOCK_EX)
    try:
        if not _is_ready_in_time(instance, service):
            _start_keeper(instance, service)
    except EmbeddedServerError:
        os.close(_held.pop(key))
        raise
    finally:
        os.close(starting)


def is_kept(instance: Instance, service: str) -> bool:
    """Whether the server's keeper lives, which ends when its server does."""
    keeper = instance.lock(f"{service}-keeper", fcntl.LOCK_EX)
    if keeper is None:
        return True
    os.close(keeper)
    return False


def _is_ready_in_time(instance: Instance, service: str) -> bool:
    """A server that is kept but slow gets its time; one that is not kept gets a keeper instead."""
    server = SERVERS[service]
    deadline = time.monotonic() + server.PATIENCE_TO_START
    while is_kept(instance, service):
        if server.is_ready(instance):
            return True
        if time.monotonic() > deadline:
            raise EmbeddedServerError(f"The embedded {service} runs but does not answer; see {instance.log_directory}")
        time.sleep(0.02)
    return False


def leave(instance: Instance, service: str) -> None:
    """Stop being a user; returns when the server has ended, or goes on for others."""
    held = _held.pop((instance.folder, service), None)
    if held is None:
        return
    os.close(held)
    while _is_ending(instance, service):
        time.sleep(0.02)


def _is_ending(instance: Instance, service: str) -> bool:
    """Whether the keeper still runs and no user is left, so that it will end."""
    if not is_kept(instance, service):
        return False
    alone = instance.lock(f"{service}-users", fcntl.LOCK_EX)
    if alone is not None:
        os.close(alone)
        return True
    other_users = instance.lock(f"{service}-users", fcntl.LOCK_SH)
    if other_users is not None:
        os.close(other_users)
        return False
    return True


def _start_keeper(instance: Instance, service: str) -> None:
    """Start the keeper in a session of its own, so that a Ctrl-C meant for us does not reach the server."""
    arguments = [service, str(instance.folder), str(int(instance.for_tests))]
    with (instance.log_directory / "keeper.log").open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-I", "-c", KEEPER, str(Path(__file__).resolve().parents[1]), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
            cwd="/",
        )
    assert keeper.stdout is not None
    with contextlib.closing(keeper.stdout) as answers:
        ready, _, _ = select.select([answers], [], [], SERVERS[service].PATIENCE_TO_START + 10)
        answer = answers.read().decode() if ready else "no answer in time"
    keeper.wait()
    if not answer.startswith(READY):
        raise EmbeddedServerError(f"The embedded {service} did not start: {answer or 'its keeper ended'}")
    if notice := answer.removeprefix(READY):
        print(notice, file=sys.stderr, flush=True)
