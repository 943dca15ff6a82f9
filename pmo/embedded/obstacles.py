"""What would keep a start from succeeding, found before anything is started, said with its remedy."""

import fcntl
import os
import shutil
import time

from .instance import CHECKOUT, EmbeddedServerError, Instance, is_free

ENOUGH_TO_RUN = 500_000_000
ENOUGH_TO_INSTALL = 2_500_000_000
PATIENCE = 2.0


def check_start(instance: Instance, port: int) -> None:
    """Refuse a port that another program has; a crashed run of ours is no obstacle."""
    if supervisor_runs(instance):
        raise EmbeddedServerError(
            f"It already runs on http://127.0.0.1:{port}/. Stop that one with Ctrl-C, "
            f"or start a second one beside it: PORT={port + 1}"
        )
    if not (instance.folder / "web.process").exists():
        check_port(port)


def check_port(port: int) -> None:
    """Once nothing of ours can have the port any more; a socket that closes may take a moment."""
    deadline = time.monotonic() + PATIENCE
    while not is_free(port):
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"Port {port} is taken by another program. Stop that program, or choose another port: "
                f"PORT={port + 1}, as in `make demo PORT={port + 1}`."
            )
        time.sleep(0.1)


def check_disk(needed: int = ENOUGH_TO_RUN) -> None:
    free = shutil.disk_usage(CHECKOUT).free
    if free < needed:
        raise EmbeddedServerError(
            f"The disk of {CHECKOUT} is nearly full: {free // 1_000_000} MB free, "
            f"{needed // 1_000_000} MB needed. Make room and start again."
        )


def supervisor_runs(instance: Instance) -> bool:
    if not instance.folder.is_dir():
        return False
    lock = instance.lock("supervisor", fcntl.LOCK_EX)
    if lock is None:
        return True
    os.close(lock)
    return False
