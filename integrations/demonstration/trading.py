"""Writes the trading calendar of the company: sales, Black Friday, Christmas, and the freezes around them."""

from datetime import date, timedelta

from integrations.demonstration.world import World, write
from portfolio.choices import TradingKind
from portfolio.models import TradingPeriod

WEDNESDAY, FRIDAY = 2, 4


def write_trading_calendar(world: World) -> None:
    """From last year to the next."""
    years = range(world.today.year - 1, world.today.year + 2)
    write(TradingPeriod, [period for year in years for period in periods_of(year)])


def periods_of(year: int) -> list[TradingPeriod]:
    """Sales begin on the second Wednesday of January and the last of June, and last four weeks (French law)."""
    winter, summer = nth_weekday(year, 1, WEDNESDAY, 2), last_weekday(year, 6, WEDNESDAY)
    black_friday = nth_weekday(year, 11, FRIDAY, 1) + timedelta(days=21)
    return [
        period("Soldes d’hiver", TradingKind.SALES, winter, winter + timedelta(days=27)),
        period("Soldes d’été", TradingKind.SALES, summer, summer + timedelta(days=27)),
        period("Black Friday", TradingKind.BLACK_FRIDAY, *around(black_friday, 4, 3)),
        period("Gel Black Friday", TradingKind.FREEZE, *around(black_friday, 11, 4)),
        period("Noël", TradingKind.CHRISTMAS, date(year, 12, 1), date(year, 12, 24)),
        period("Gel de fin d’année", TradingKind.FREEZE, date(year, 12, 8), date(year, 12, 31)),
    ]  # fmt: skip


def period(name: str, kind: str, first: date, last: date) -> TradingPeriod:
    return TradingPeriod(
        name=f"{name} {first.year}", kind=kind, first_day=first, last_day=last, is_freeze=kind == TradingKind.FREEZE,
        country="FR",
    )  # fmt: skip


def around(day: date, before: int, after: int) -> tuple[date, date]:
    return day - timedelta(days=before), day + timedelta(days=after)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def last_weekday(year: int, month: int, weekday: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)
