"""What goes wrong in a roll-up run: kept as a code with its arguments, put into words for whoever reads it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from . import display

SENTENCES = {
    "project_failed": gettext_noop("Project %(project)s could not be calculated: %(error)s"),
    "plan_failed": gettext_noop("The plan of project %(project)s could not be scheduled: %(error)s"),
    "run_failed": gettext_noop("The run broke off: %(error)s"),
}


def trouble(code: str, **arguments) -> dict:
    """As a run keeps it."""
    return {"code": code, "arguments": arguments}


def failure(code: str, project_id: int, error: Exception) -> dict:
    """A project or plan that an exception keeps out."""
    return trouble(code, project=project_id, error=error_words(error))


def error_words(error: Exception) -> str:
    """An exception as its author wrote it, with its kind; nobody translates those."""
    return f"{type(error).__name__}: {error}"


def troubles_text(troubles: Iterable[dict]) -> str:
    """A line for each, in the reader's language."""
    return "\n".join(trouble_text(one["code"], one["arguments"]) for one in troubles)


def trouble_text(code: str, arguments: dict) -> str:
    """A sentence; words that were kept as such (`as_written`) stay as they are, as does a code nobody knows."""
    if code == "no_exchange_rate":
        return _without_rate(arguments)
    if code in SENTENCES:
        return _(SENTENCES[code]) % arguments
    return arguments["text"] if code == "as_written" else f"{code} {arguments}"


def _without_rate(arguments: dict) -> str:
    count = arguments["projects"]
    text = ngettext(
        "No exchange rate for %(currency)s in %(month)s: %(count)s project is in no total.",
        "No exchange rate for %(currency)s in %(month)s: %(count)s projects are in no total.",
        count,
    )
    month = display.month(date.fromisoformat(f"{arguments['month']}-01"))
    return text % {"currency": arguments["currency"], "month": month, "count": display.number(count)}
