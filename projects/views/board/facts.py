"""What stands on a card below its name: short facts with an icon, worded once for all cards."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo import display

from ...choices import Priority

BAD, WARN, PLAIN = "kan-bad", "kan-warn", ""


def with_facts(cards: list[dict], *, in_list: bool = False) -> list[dict]:
    """The cards with `facts`: (icon, css class, text, what is read out before it)."""
    say = _words()
    for card in cards:
        parts = _of_row(card, say) if in_list else _of_card(card, say)
        card["facts"] = [fact for fact in parts if fact]
    return cards


def _words() -> dict:
    return {
        "critical": _("Critical priority"), "high": _("High priority"), "late": _("late"), "path": _("critical path"),
        "steps": _("Check-list"), "sprint": _("Sprint"), "plan": _("in the plan"), "column": _("Column"),
    }  # fmt: skip


def _of_card(card: dict, say: dict):
    if card["priority"] == Priority.CRITICAL:
        yield "chevrons-up", BAD, say["critical"], ""
    elif card["priority"] == Priority.HIGH:
        yield "chevrons-up", PLAIN, say["high"], ""
    yield _due(card, say)
    yield card["is_critical"] and ("route", WARN, say["path"], "")
    yield card["waits_for"] and ("lock", WARN, _waits(card["waits_for"]), "")
    yield card["steps"] and ("list-check", PLAIN, f"{card['steps_done']}/{card['steps']}", say["steps"])
    yield card["sprint__name"] and ("run", PLAIN, card["sprint__name"], say["sprint"])


def _of_row(card: dict, say: dict):
    yield card["is_late"] and _due(card, say)
    yield card["is_critical"] and ("route", WARN, say["path"], "")
    yield card["is_scheduled"] and ("timeline", PLAIN, say["plan"], "")
    yield card["column__name"] and ("layout-kanban", PLAIN, card["column__name"], say["column"])


def _due(card: dict, say: dict):
    if card["is_late"]:
        return "alert-triangle", BAD, f"{say['late']} {display.day(card['due'])}", ""
    return card["due"] and not card["is_done"] and ("calendar", PLAIN, display.day(card["due"]), "")


def _waits(count: int) -> str:
    return ngettext("waits for %(counter)s task", "waits for %(counter)s tasks", count) % {"counter": count}
