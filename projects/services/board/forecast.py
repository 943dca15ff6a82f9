"""When the open cards will be done, and how many fit: Monte Carlo over past weeks, with what it rests on."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo import display
from projects.flow import ThroughputForecast, counts_by_week, forecast_items, forecast_periods, sure_by

from .flow import FlowRecord

LEVELS = (50, 70, 85, 95)
CURVE = tuple(range(5, 100, 5))
WINDOW = 12
WEEKS_AHEAD = (2, 4, 8, 12)


@dataclass(frozen=True)
class ForecastShown:
    """`dates`: certainty (%) → day by which as many cards as are `open` are finished.

    `fits`: weeks → {certainty → cards at least}. `curve` is `dates` in steps of 5 %. Without a forecast `reason` says
    why in words. `history` has the cards finished in each of the last whole weeks, oldest first.
    """

    open: int
    dates: dict[int, date]
    curve: dict[int, date]
    fits: dict[int, dict[int, int]]
    history: list[int]
    reason: str
    notes: list[str]


def forecast_finish(record: FlowRecord, today: date, *, seed: int, open_cards: int | None = None) -> ForecastShown:
    """The forecast as of a day. The seed makes it the same for everybody who looks on that day.

    Only whole weeks from Monday count, from the first move on; `open_cards` replaces the number on the board.
    """
    amount = record.open if open_cards is None else open_cards
    history = _weeks(record, today)
    levels = tuple(sorted({*LEVELS, *CURVE}))
    found = forecast_periods(history, amount, _generator(seed, today), levels, WINDOW)
    dates = sure_by(found, today + timedelta(days=1))
    return ForecastShown(
        open=amount,
        dates={level: dates[level] for level in LEVELS if level in dates},
        curve={level: dates[level] for level in CURVE if level in dates},
        fits=_fits(history, seed, today),
        history=[int(count) for count in history[-WINDOW:]],
        reason=_reason(found, len(history), amount),
        notes=_notes(found, amount),
    )


def _generator(seed: int, today: date) -> np.random.Generator:
    return np.random.default_rng([seed, today.toordinal()])


def _weeks(record: FlowRecord, today: date) -> list[int]:
    if record.first is None:
        return []
    return counts_by_week(record.finishes, record.first, today - timedelta(days=1)).tolist()


def _fits(history: list[int], seed: int, today: date) -> dict[int, dict[int, int]]:
    found = {
        weeks: forecast_items(history, weeks, _generator(seed, today), LEVELS, WINDOW).certainty
        for weeks in WEEKS_AHEAD
    }
    return {weeks: certainty for weeks, certainty in found.items() if certainty}


def _reason(found: ThroughputForecast, weeks: int, amount: int) -> str:
    if amount <= 0:
        return _("Nothing is open on this board.")
    if found.reason == "too_few_periods":
        text = ngettext(
            "A forecast needs three whole weeks of history; there is %(count)s.",
            "A forecast needs three whole weeks of history; there are %(count)s.",
            weeks,
        )
        return text % {"count": weeks}
    if found.reason == "nothing_done":
        return _("No card was finished in the last twelve weeks, so nothing can be projected.")
    if not found.certainty:
        return _("At the present pace the open cards would take more than ten years.")
    return ""


def _notes(found: ThroughputForecast, amount: int) -> list[str]:
    """What the forecast assumes, said beside it."""
    if found.reason or amount <= 0:
        return []
    weeks = ngettext(
        "It rests on %(count)s whole week.", "It rests on the last %(count)s whole weeks.", found.periods_read
    )
    notes = [
        weeks % {"count": found.periods_read},
        _("Every card counts as one, whatever its size."),
        _("It says how many cards are finished, not which: a card that others overtake takes longer."),
        _("It assumes that team and kind of work stay as they were."),
    ]
    if found.periods_read < WINDOW:
        notes.append(
            _("With less than twelve weeks of history the dates may lie further off than the percentages say.")
        )
    return notes


def sentence(shown: ForecastShown) -> str:
    """“85 % sure that 24 cards are finished by 12 March 2026”, or why not.

    It does not promise the very cards that are open: on a real board of two years the last of them was never done
    by that day, while as many cards were in 92 % of the forecasts.
    """
    if shown.reason:
        return shown.reason
    level = 85 if 85 in shown.dates else max(shown.dates)
    text = ngettext(
        "%(level)s sure that %(count)s card is finished by %(day)s, as many as are open today.",
        "%(level)s sure that %(count)s cards are finished by %(day)s, as many as are open today.",
        shown.open,
    )
    return text % {"level": display.percent(level), "count": shown.open, "day": display.day(shown.dates[level])}
