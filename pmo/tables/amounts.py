"""Columns of days and amounts, in the reader's format; other columns: `columns.py`."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from .. import display
from .columns import Column, reader, remembering


@dataclass(frozen=True)
class Day(Column):
    def shown(self, value, table):
        return display.day(value)

    def export(self, row, table):
        return self.value(row)


@dataclass(frozen=True)
class Month(Day):
    """A month, kept as its first day, which an export tells."""

    def shown(self, value, table):
        return display.month(value)


@dataclass(frozen=True)
class Moment(Day):
    def shown(self, value, table):
        return display.moment(value)


@dataclass(frozen=True)
class Number(Column):
    """A number. `grouped` False for years; `summed` adds the sum of the whole filtered list below the table."""

    decimals: int = 0
    css: str = "num"
    grouped: bool = True
    summed: bool = False

    def shown(self, value, table):
        return display.number(value, self.decimals) if self.grouped else str(value)

    def export(self, row, table):
        return self.value(row)


@dataclass(frozen=True)
class Percent(Number):
    def shown(self, value, table):
        return display.percent(value, self.decimals)


@dataclass(frozen=True)
class Slip(Number):
    """Days against the reference, late ones marked."""

    def shown(self, value, table):
        days = escape(display.slip(value))
        return SafeString(f'<span class="text-danger-emphasis">{days}</span>' if value > 0 else days)


@dataclass(frozen=True)
class Money(Number):
    """An amount, short on the page and in full in its title and in exports.

    `currency` is a path to its code; empty, the amount is in the organisation's currency.
    """

    currency: str = ""

    @property
    def reads(self):
        return (*super().reads, self.currency) if self.currency else super().reads

    def writer(self, table):
        organisations = table.organisation.currency
        code = reader(self.currency) if self.currency else lambda row: organisations
        return remembering(lambda row: (self.value(row), code(row)), lambda shown: _amount(*shown))


def _amount(value, code):
    if value is None:
        return display.NOTHING
    short, full = display.short_money(value, code), display.money(value, code)
    return SafeString(f'<span title="{escape(full)}">{escape(short)}</span>')


@dataclass(frozen=True)
class Score(Number):
    """A risk score with its band's colour, beside the number."""

    def shown(self, value, table):
        return display.score(value, table.organisation)
