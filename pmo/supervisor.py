"""Runs the product: the embedded servers, then web, worker and beat, until a signal ends them all.

Imports neither Django nor the product, so that it stays small while they run as its children.
"""

import argparse
import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

from . import embedded
from .children import Child
from .embedded import obstacles, processes
from .embedded.instance import CHECKOUT

PAUSE = 0.2
PATIENCE_TO_START = 120.0
# A web process that ends this often before its first answer will not start by itself.
TRIES_TO_START = 3
CELERY_WORKERS = "2"


class Stopped(Exception):
    """A signal asked us to end."""


def main(arguments: list[str]) -> None:
    options = read_options(arguments)
    if options.end_with_parent and (ask := processes.dying_with_parent(signal.SIGTERM, parent=os.getppid())):
        ask()
    try:
        Supervisor(demonstration=options.demo).run()
    except embedded.EmbeddedServerError as error:
        sys.exit(f"\n{error}\n")


def read_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py serve", description=__doc__)
    add_options(parser)
    return parser.parse_args(arguments)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="load the demonstration when there is no data yet")
    parser.add_argument("--end-with-parent", action="store_true", help="end when the calling program is killed")


class Supervisor:
    def __init__(self, *, demonstration: bool) -> None:
        self.demonstration = demonstration
        self.instance = embedded.current_instance()
        self.port = int(self.instance.folder.name)
        self.address = f"http://127.0.0.1:{self.port}/"
        self.stop_signal: int | None = None

    def run(self) -> None:
        obstacles.check_start(self.instance, self.port)
        obstacles.check_disk()
        self.instance.lock_patiently("supervisor", fcntl.LOCK_EX)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.note_signal)
        began = time.monotonic()
        children = self.children()
        try:
            end_leftovers(self.instance)
            obstacles.check_port(self.port)
            self.start_servers()
            announcement = self.prepare()
            self.start(children)
            say(f"{announcement}Ready after {time.monotonic() - began:.1f} s. Ctrl-C stops everything.")
            say(f"Open {self.address}")
            self.watch(children)
        except Stopped:
            say("Stopping …")
        finally:
            self.stop(children)

    def note_signal(self, number: int, _frame: object) -> None:
        self.stop_signal = number

    def pause(self) -> None:
        time.sleep(PAUSE)
        if self.stop_signal is not None:
            raise Stopped

    def start_servers(self) -> None:
        own = [name for name in ("DATABASE_URL", "REDIS_URL") if not embedded.is_named(name)]
        if own:
            say(f"Starting the embedded servers in {os.path.relpath(self.instance.folder)} …")
        embedded.ensure_running()

    def prepare(self) -> str:
        """Bring the database up to date; the answer is what to tell whoever started us."""
        say("Preparing the database …")
        options = ["--demo"] if self.demonstration else []
        preparing = subprocess.Popen(
            [sys.executable, str(CHECKOUT / "manage.py"), "prepare", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=processes.dying_with_parent(signal.SIGTERM),
        )
        assert preparing.stdout is not None
        with contextlib.closing(preparing.stdout) as answers:
            try:
                while preparing.poll() is None:
                    self.pause()
            finally:
                if preparing.poll() is None:
                    processes.end(preparing.pid, signal.SIGTERM, patience=5)
            announcement = answers.read()
        if preparing.returncode:
            raise embedded.EmbeddedServerError("The database could not be prepared; the reason stands above.")
        return announcement

    def children(self) -> list[Child]:
        python = [sys.executable, "-m"]
        # The rest stands in gunicorn.conf.py, which it finds by itself.
        gunicorn = [*python, "gunicorn", "pmo.wsgi:application", "--bind", f"127.0.0.1:{self.port}"]
        celery = [*python, "celery", "-A", "pmo"]
        worker = [*celery, "worker", "--concurrency", CELERY_WORKERS, "--hostname", f"worker-{self.port}@%h"]
        worker += [
            "--loglevel",
            "INFO",
            "--without-gossip",
            "--without-mingle",
            "--max-tasks-per-child",
            "500",
        ]
        beat = [*celery, "beat", "--loglevel", "WARNING", "--pidfile="]
        beat += ["--schedule", str(self.instance.folder / "beat-schedule")]
        return [
            Child(self.instance, "web", gunicorn),
            # SIGTERM and SIGQUIT both make Celery wait, for its tasks or for a queue that has gone with us. Its
            # processes end when it has ended, and what they were doing is found again in the database.
            Child(self.instance, "worker", worker, when_orphaned=signal.SIGKILL),
            Child(self.instance, "beat", beat),
        ]

    def start(self, children: list[Child]) -> None:
        """Web first and alone, because somebody waits for its first answer."""
        say("Starting web, worker and beat …")
        web, deadline = children[0], time.monotonic() + PATIENCE_TO_START
        web.start()
        while not self.answers():
            self.pause()
            self.revive([web])
            if web.failures >= TRIES_TO_START or time.monotonic() > deadline:
                raise embedded.EmbeddedServerError(f"The web server does not start.\n{web.last_words()}")
        for child in children[1:]:
            child.start()

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}healthz/live", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def watch(self, children: list[Child]) -> None:
        while True:
            self.pause()
            self.revive(children)

    def revive(self, children: list[Child]) -> None:
        """Start again what has ended by itself, the embedded servers first."""
        with contextlib.suppress(embedded.EmbeddedServerError):
            embedded.ensure_running()
        for child in children:
            child.revive(say)

    def stop(self, children: list[Child]) -> None:
        """Ask all to end, wait for all, then let go of the servers."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(children):
            child.ask_to_end()
        for child in reversed(children):
            child.end()
        embedded.stop()
        say("Stopped.")


def end_leftovers(instance: embedded.Instance) -> None:
    """End the children of a supervisor that was killed."""
    for path in sorted(instance.folder.glob("*.process")):
        if path.stem in ("database", "cache"):
            continue
        leftover = processes.recorded(path)
        if leftover is not None:
            say(f"Ending {path.stem} (process {leftover}), left over from a run that was killed …")
            processes.end(leftover, signal.SIGTERM, patience=8, group=True)
        path.unlink()


def say(text: str) -> None:
    # The terminal may be gone when a hang-up stops us.
    with contextlib.suppress(OSError):
        print(text, flush=True)
