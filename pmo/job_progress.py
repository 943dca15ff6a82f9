"""How a running job tells where it stands: on a connection of its own, so that it shows before the commit."""

import json
import threading
import time

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils import timezone

BEAT_EVERY = 5.0  # seconds
SHOW_EVERY = 0.5

WRITE = """
UPDATE pmo_job SET heartbeat_at = %s, done = %s, total = %s, message = %s
WHERE id = %s AND attempts = %s AND state = 'running' RETURNING cancel_requested
"""
BEAT = """
UPDATE pmo_job SET heartbeat_at = %s
WHERE id = %s AND attempts = %s AND state = 'running' RETURNING cancel_requested
"""
FINISH = """
UPDATE pmo_job SET state = %s, message = %s, result = %s, finished_at = %s, done = coalesce(total, done)
WHERE id = %s AND attempts = %s AND state = 'running'
"""


class JobCancelled(Exception):
    """The owner cancelled the job; raised from `Progress.report` inside the work."""


class JobLost(Exception):
    """Another worker has taken the job over, or it was ended: this run must keep nothing."""


class Progress:
    """Progress that nobody watches; what jobs are given, and the base of the one that is kept."""

    def report(self, done: int, total: int | None = None, message: str = "") -> None:
        """Say how far the work is. Raises JobCancelled or JobLost when it must end."""

    def confirm(self) -> None:
        """Last thing inside the work's transaction: raises when it must not be committed any more."""


class WatchedProgress(Progress):
    """Writes to the job's row. A thread beats meanwhile, because one statement may take minutes.

    Inside somebody else's transaction, as in tests, the row exists on that connection only and is written there.
    """

    def __init__(self, job):
        self.job_id, self.attempt = str(job.pk), job.attempts
        self.shown_at = 0.0
        self.ended = threading.Event()
        self.lock = threading.Lock()
        self.own = not connection.in_atomic_block
        self.cancelled = self.lost = False

    def __enter__(self) -> "WatchedProgress":
        self.connection = connections.create_connection(DEFAULT_DB_ALIAS) if self.own else connection
        if self.own:
            self.connection.inc_thread_sharing()
            self.thread = threading.Thread(target=self._beat, name="job heartbeat", daemon=True)
            self.thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        if self.own:
            self.ended.set()
            self.thread.join()
            self.connection.dec_thread_sharing()
            self.connection.close()

    def _beat(self) -> None:
        while not self.ended.wait(BEAT_EVERY):
            self._write(BEAT, [timezone.now(), self.job_id, self.attempt])

    def _write(self, statement: str, values: list) -> None:
        with self.lock, self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            row = cursor.fetchone()
        self.lost = row is None
        self.cancelled = bool(row and row[0])

    def report(self, done: int, total: int | None = None, message: str = "") -> None:
        if time.monotonic() - self.shown_at >= SHOW_EVERY:
            self.shown_at = time.monotonic()
            self._write(WRITE, [timezone.now(), done, total, message, self.job_id, self.attempt])
        self._raise()

    def confirm(self) -> None:
        self._write(BEAT, [timezone.now(), self.job_id, self.attempt])
        self._raise()

    def _raise(self) -> None:
        if self.lost:
            raise JobLost
        if self.cancelled:
            raise JobCancelled

    def finish(self, state: str = "", message: str = "", result: dict | None = None) -> None:
        """Write how the job ended; an empty state means that this run no longer has a say."""
        if state:
            values = [state, message, json.dumps(result or {}), timezone.now(), self.job_id, self.attempt]
            with self.lock, self.connection.cursor() as cursor:
                cursor.execute(FINISH, values)
