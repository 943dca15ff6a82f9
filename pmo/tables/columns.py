"""Columns: one declaration serves the page, the inline edit and the export."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import conditional_escape, format_html

from .. import display
from ..forms import RESTRICTED
from ..templatetags.icons import icon


@dataclass(frozen=True)
class Column:
    """A column. `path` reads the value, e.g. "state__finish"; `ordering` names the list's ordering."""

    name: str
    label: object = None
    path: str = ""
    ordering: str = ""
    editable: bool = False
    css: str = ""
    extra: bool = False  # hidden until the reader chooses it

    def value(self, row):
        for part in (self.path or self.name).split("__"):
            row = getattr(row, part, None)
            if row is None:
                return None
        return row

    def html(self, row, table):
        value = self.value(row)
        return display.NOTHING if value in (None, "") else conditional_escape(value)

    def export(self, row, table):
        """Plain value for CSV and XLSX: text, number, date or None."""
        value = self.value(row)
        return value if value is None or isinstance(value, int | float | Decimal) else str(value)


@dataclass(frozen=True)
class Link(Column):
    """The name of the row, or with `shows_row` the row's own words, linked to its page."""

    shows_row: bool = False

    def html(self, row, table):
        url, text = table.url_of(row), self.export(row, table)
        return format_html('<a href="{}" class="row-link">{}</a>', url, text)

    def export(self, row, table):
        return str(row) if self.shows_row else self.value(row)


@dataclass(frozen=True)
class Related(Column):
    """A related object, linked; "restricted" where the user may not see it."""

    def html(self, row, table):
        value = self.value(row)
        if value is None:
            return display.NOTHING
        if not table.may_see(value):
            return format_html('<span class="restricted">{}</span>', RESTRICTED)
        url = table.url_of(value)
        return format_html('<a href="{}">{}</a>', url, value) if url else value

    def export(self, row, table):
        value = self.value(row)
        if value is None:
            return None
        return str(value) if table.may_see(value) else str(RESTRICTED)


@dataclass(frozen=True)
class Choice(Column):
    """A choice with its badge, or plain text where the choices carry no colour."""

    def html(self, row, table):
        return display.choice(table.field(self), self.value(row))

    def export(self, row, table):
        value = self.value(row)
        return None if value in (None, "") else str(dict(table.field(self).flatchoices).get(value, value))


@dataclass(frozen=True)
class HealthColour(Column):
    """A health colour. `stale_path` reads whether the facts are stale."""

    stale_path: str = ""

    def html(self, row, table):
        stale = bool(self.stale_path and Column(self.name, path=self.stale_path).value(row))
        return display.health(self.value(row), stale)

    def export(self, row, table):
        return str(display.Health.badge(self.value(row) or "none")["label"])


@dataclass(frozen=True)
class Day(Column):
    def html(self, row, table):
        value = self.value(row)
        return display.day(value) if value else display.NOTHING

    def export(self, row, table):
        return self.value(row)


@dataclass(frozen=True)
class Moment(Day):
    def html(self, row, table):
        value = self.value(row)
        return display.moment(value) if value else display.NOTHING


@dataclass(frozen=True)
class Number(Column):
    """A number. `grouped` False for years; `summed` adds the sum of the whole filtered list below the table."""

    decimals: int = 0
    css: str = "num"
    grouped: bool = True
    summed: bool = False

    def html(self, row, table):
        value = self.value(row)
        if value is None:
            return display.NOTHING
        return display.number(value, self.decimals) if self.grouped else str(value)

    def export(self, row, table):
        return self.value(row)


@dataclass(frozen=True)
class Percent(Number):
    def html(self, row, table):
        value = self.value(row)
        return display.NOTHING if value is None else display.percent(value, self.decimals)


@dataclass(frozen=True)
class Slip(Number):
    """Days against the reference, late ones marked."""

    def html(self, row, table):
        value = self.value(row)
        if value is None:
            return display.NOTHING
        css = "text-danger-emphasis" if value > 0 else ""
        return format_html('<span class="{}">{}</span>', css, display.slip(value))


@dataclass(frozen=True)
class Money(Number):
    """An amount, short on the page and in full in its title and in exports.

    `currency` is a path to its code; empty, the amount is in the organisation's currency.
    """

    currency: str = ""

    def html(self, row, table):
        value = self.value(row)
        if value is None:
            return display.NOTHING
        code = Column(self.name, path=self.currency).value(row) if self.currency else table.organisation.currency
        short, full = display.short_money(value, code), display.money(value, code)
        return format_html('<span title="{}">{}</span>', full, short)


@dataclass(frozen=True)
class YesNo(Column):
    def html(self, row, table):
        return icon("check", label=display.yes_no(True)) if self.value(row) else display.NOTHING

    def export(self, row, table):
        return display.yes_no(self.value(row))


@dataclass(frozen=True)
class Score(Number):
    """A risk score with its band's colour, beside the number."""

    def html(self, row, table):
        value = self.value(row)
        if value is None:
            return display.NOTHING
        return display.score(value, table.organisation)
