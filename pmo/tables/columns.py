"""Columns: one declaration serves the page, the inline edit and the export. Amounts and days: `amounts.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from .. import display
from ..forms import RESTRICTED
from ..templatetags.icons import icon


def reader(path: str) -> Callable:
    """A function from a row to the value at a path such as "state__finish"; None where the path breaks off."""
    first, *rest = path.split("__")

    def value(row):
        row = getattr(row, first, None)
        for part in rest:
            if row is None:
                return None
            row = getattr(row, part, None)
        return row

    return value


def remembering(read: Callable, write: Callable) -> Callable:
    """A function from a row to its HTML that writes equal values once: most columns hold few different ones."""
    known: dict = {}

    def cell(row):
        value = read(row)
        try:
            return known[value]
        except KeyError:
            known[value] = html = write(value)
            return html
        except TypeError:  # a list or an object, from a custom field
            return write(value)

    return cell


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

    @cached_property
    def value(self) -> Callable:
        """The function from a row to its plain value."""
        return reader(self.path or self.name)

    @property
    def reads(self) -> tuple[str, ...]:
        """The paths that the column reads from a row."""
        return (self.path or self.name,)

    def writer(self, table) -> Callable:
        """The function from a row to the HTML of its cell, made once a page."""
        return remembering(self.value, lambda value: self._html(value, table))

    def _html(self, value, table):
        return display.NOTHING if value is None or value == "" else self.shown(value, table)

    def shown(self, value, table):
        """The HTML of a value that is not empty."""
        return conditional_escape(value)

    def export(self, row, table):
        """Plain value for CSV and XLSX: text, number, date or None."""
        value = self.value(row)
        return value if value is None or isinstance(value, int | float | Decimal) else str(value)


@dataclass(frozen=True)
class Link(Column):
    """The name of the row, or with `shows_row` the row's own words, linked to its page."""

    shows_row: bool = False

    @property
    def reads(self):
        return () if self.shows_row else super().reads

    def writer(self, table):
        def cell(row):
            url, text = table.url_of(row), str(self.export(row, table))
            return SafeString(f'<a href="{escape(url)}" class="row-link">{escape(text)}</a>')

        return cell

    def export(self, row, table):
        return str(row) if self.shows_row else self.value(row)


@dataclass(frozen=True)
class Related(Column):
    """A related object, linked; "restricted" where the user may not see it."""

    def writer(self, table):
        read, sees, known = self.value, table.sees(self), {}

        def cell(row):
            value = read(row)
            if value is None:
                return display.NOTHING
            key = value.pk, sees(row)
            if key not in known:
                known[key] = _linked(value, table) if key[1] else _hidden()
            return known[key]

        return cell

    def export(self, row, table):
        value = self.value(row)
        if value is None:
            return None
        return str(value) if table.sees(self)(row) else str(RESTRICTED)


def _linked(value, table):
    url, name = table.url_of(value), escape(str(value))
    return SafeString(f'<a href="{escape(url)}">{name}</a>' if url else name)


def _hidden():
    return SafeString(f'<span class="restricted">{escape(str(RESTRICTED))}</span>')


@dataclass(frozen=True)
class Choice(Column):
    """A choice with its badge, or plain text where the choices carry no colour."""

    def shown(self, value, table):
        return display.choice(table.field(self), value)

    def export(self, row, table):
        value = self.value(row)
        return None if value in (None, "") else str(dict(table.field(self).flatchoices).get(value, value))


@dataclass(frozen=True)
class HealthColour(Column):
    """A health colour. `stale_path` reads whether the facts are stale."""

    stale_path: str = ""

    @property
    def reads(self):
        return (*super().reads, self.stale_path) if self.stale_path else super().reads

    def writer(self, table):
        stale = reader(self.stale_path) if self.stale_path else lambda row: False
        return remembering(
            lambda row: (self.value(row), bool(stale(row))), lambda shown: conditional_escape(display.health(*shown))
        )

    def export(self, row, table):
        return str(display.Health.badge(self.value(row) or "none")["label"])


@dataclass(frozen=True)
class YesNo(Column):
    def shown(self, value, table):
        return icon("check", label=display.yes_no(True)) if value else display.NOTHING

    def export(self, row, table):
        return display.yes_no(self.value(row))
