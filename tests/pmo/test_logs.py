"""Log lines: one event each, readable, with what they belong to."""

import io
import logging

import pytest
import structlog

from pmo.logs import formatter, worth_a_line


@pytest.fixture
def lines():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: stream.getvalue().splitlines()
    root.removeHandler(handler)


def test_our_own_events_are_written_like_all_others_with_their_request(lines):
    with structlog.contextvars.bound_contextvars(request="abc123"):
        structlog.get_logger("reporting.tasks").warning("drained", projects=3)
    (line,) = lines()
    assert line.startswith("timestamp=")
    assert "level=warning event=drained" in line
    assert "projects=3" in line and "request=abc123" in line and "logger=reporting.tasks" in line


def test_a_made_up_host_name_writes_one_line_without_our_code(lines, client):
    assert client.get("/account/login/", headers={"host": "evil.example"}).status_code == 400
    (line,) = lines()
    assert "evil.example" in line and "Traceback" not in line


def test_what_is_sent_every_few_seconds_is_not_logged_each_time():
    def record(text, level=logging.INFO):
        return logging.LogRecord("celery.app.trace", level, "", 0, text, (), None)

    assert not worth_a_line(record("Task reporting.tasks.drain_marks[1] succeeded in 0.01s: None"))
    assert worth_a_line(record("Task reporting.tasks.drain_marks[1] raised unexpected", logging.ERROR))
    assert worth_a_line(record("Task accounts.tasks.deliver_mail[1] succeeded in 0.01s: None"))
