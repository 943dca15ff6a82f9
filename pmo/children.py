"""One supervised process: how it starts, is started again after it died, and ends with all it started."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from .embedded import Instance, processes
from .embedded.instance import CHECKOUT

SHORTEST_DELAY, LONGEST_DELAY = 1.0, 60.0
# Whoever lived this long did not die of the same cause as before.
STEADY_AFTER = 60.0
PATIENCE_TO_END = 10.0
LARGEST_LOG = 50_000_000
LAST_LINES = 8


class Child:
    def __init__(
        self, instance: Instance, name: str, command: list[str], *, when_orphaned: int = signal.SIGTERM
    ) -> None:
        self.name = name
        self.command = command
        self.when_orphaned = when_orphaned
        self.log: Path = instance.log_directory / f"{name}.log"
        self.record: Path = instance.folder / f"{name}.process"
        self.process: subprocess.Popen[bytes] | None = None
        self.failures = 0
        self.started_at = 0.0
        self.start_again_at: float | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=CHECKOUT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # A group of its own: a Ctrl-C reaches us alone, and we end the group as a whole.
                start_new_session=True,
                preexec_fn=processes.dying_with_parent(self.when_orphaned),
            )
        processes.record(self.record, self.process.pid)
        self.started_at = time.monotonic()
        self.start_again_at = None

    def revive(self, say: Callable[[str], None]) -> None:
        """Start again after a growing pause when the process has ended by itself."""
        if self.process is None or self.process.poll() is None:
            self.limit_log()
            return
        now = time.monotonic()
        if self.start_again_at is None:
            self.failures = self.failures + 1 if now - self.started_at < STEADY_AFTER else 1
            delay = min(SHORTEST_DELAY * 2 ** (self.failures - 1), LONGEST_DELAY)
            self.start_again_at = now + delay
            self.end_group()
            say(f"{self.name} ended ({self.way_of_ending()}); it starts again in {delay:.0f} s.\n{self.last_words()}")
        elif now >= self.start_again_at:
            self.start()

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self) -> None:
        """Wait for the end, insist, and take everything the process had started along."""
        if self.process is None:
            return
        try:
            self.process.wait(PATIENCE_TO_END)
        except subprocess.TimeoutExpired:
            processes.end(self.process.pid, signal.SIGQUIT, patience=3)
        self.end_group()
        self.process.wait()
        self.record.unlink(missing_ok=True)

    def end_group(self) -> None:
        processes.kill_group(self.process.pid)

    def way_of_ending(self) -> str:
        code = self.process.returncode
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()[-LAST_LINES:]
        return "\n".join([*(f"    {line}" for line in lines), f"    (more in {self.log})"])

    def limit_log(self) -> None:
        """The child goes on appending to the same file, so it is copied and emptied."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.with_suffix(".log.1").write_bytes(self.log.read_bytes())
            os.truncate(self.log, 0)
