"""The process that keeps one embedded server: starts it, waits until nobody uses it, ends it."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

from . import processes
from .instance import EmbeddedServerError, Instance
from .users import READY, SERVERS

PAUSE = 0.2
LARGEST_LOG = 20_000_000


def main() -> None:
    # Whoever starts the keeper may end long before it, so it becomes nobody's child.
    if os.fork():
        os._exit(0)
    service, folder, for_tests = sys.argv[1:4]
    instance = Instance(Path(folder), for_tests=for_tests == "1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        instance.lock_patiently(f"{service}-keeper", fcntl.LOCK_EX)
        keep(instance, service)
    except EmbeddedServerError as error:
        answer(str(error))


def keep(instance: Instance, service: str) -> None:
    server = SERVERS[service]
    recorded = instance.folder / f"{service}.process"
    end_leftover(server, recorded)
    with open_log(instance, service) as log:
        process = server.start(instance, log.fileno())
    try:
        processes.record(recorded, process.pid)
        wait_until_ready(instance, service, process)
        answer(f"{READY}{server.notice(instance)}")
        wait_until_unused(instance, service, process)
    finally:
        server.stop(process.pid)
        server.clean_up(instance)
        recorded.unlink(missing_ok=True)


def answer(text: str) -> None:
    """Tell whoever started us, who may be gone, and let go of the pipe."""
    with contextlib.suppress(OSError):
        os.write(1, text.encode())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def end_leftover(server: ModuleType, recorded: Path) -> None:
    """End the server of a keeper that was killed where the kernel could not do it."""
    leftover = processes.recorded(recorded)
    if leftover is not None:
        server.stop(leftover)
    recorded.unlink(missing_ok=True)


def open_log(instance: Instance, service: str):
    path = instance.log_directory / f"{service}.log"
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def wait_until_ready(instance: Instance, service: str, process: subprocess.Popen[bytes]) -> None:
    server = SERVERS[service]
    deadline = time.monotonic() + server.PATIENCE_TO_START
    while not server.is_ready(instance):
        if process.poll() is not None or time.monotonic() > deadline:
            log = instance.log_directory / f"{service}.log"
            last = log.read_text(errors="replace").strip().splitlines()[-3:]
            raise EmbeddedServerError("\n".join(["it ended at once. Its log says:", *last, f"({log})"]))
        time.sleep(0.01)


def wait_until_unused(instance: Instance, service: str, process: subprocess.Popen[bytes]) -> None:
    """Every user holds a shared lock; having it alone means that nobody is left, however they ended.

    The lock is kept until this process ends, so that a newcomer waits for the end and then starts afresh.
    """
    while process.poll() is None:
        if instance.lock(f"{service}-users", fcntl.LOCK_EX) is not None:
            return
        time.sleep(PAUSE)
