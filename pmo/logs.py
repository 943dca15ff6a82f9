"""One line of key=value per event, with the request or job it belongs to."""

import logging

import structlog

# Sent every few seconds for ever; what it did when there was something to do is a line of its own.
CONSTANT = "reporting.tasks.drain_marks"


def formatter():
    """Formatter for the standard logging set-up; request and job ids come from structlog's context."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_without_trace_of_strangers, *shared],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], bool_as_flag=False),
        ],
    )


def _without_trace_of_strangers(_logger, _name, event: dict) -> dict:
    """Whoever asks for a made-up host name writes one line, not a page of our code."""
    if event["_record"].name == "django.security.DisallowedHost":
        event.pop("exc_info", None)
    return event


def worth_a_line(record: logging.LogRecord) -> bool:
    """Whether Celery's note on a task says anything."""
    return record.levelno > logging.INFO or CONSTANT not in record.getMessage()
