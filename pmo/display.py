"""How a value is written for the reader, on pages and in exports; the one place that knows formats."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from .choices import BadgeChoices, Health
from .templatetags.icons import symbol

NOTHING = mark_safe('<span class="muted">–</span>')
SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "CAD": "CA$", "CHF": "CHF"}
# Room for the digits of any number that a column may hold.
WIDE = Context(prec=400)
NARROW_SPACE = "\u202f"
MINUS = "\u2212"


@cache
def _separators(language: str | None) -> dict[int, str]:
    """What stands in a language where Python writes a comma and a point, and a minus as wide as a digit."""
    names = {",": "THOUSAND_SEPARATOR", ".": "DECIMAL_SEPARATOR"}
    found = {ord(sign): formats.get_format(name, language, use_l10n=True) for sign, name in names.items()}
    return found | {ord("-"): MINUS}


def number(value, decimals: int = 0) -> str:
    """1 234,5 or 1,234.5; rounded half away from zero. Ten times as fast as Django's own, for lists full of them."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
    return f"{rounded or abs(rounded):,f}".translate(_separators(get_language()))


def _in_currency(text: str, currency: str) -> str:
    symbol = SYMBOLS.get(currency, currency)
    if get_language() == "fr":
        return f"{text}\u00a0{symbol}"
    sign, digits = (MINUS, text[1:]) if text.startswith(MINUS) else ("", text)
    return f"{sign}{symbol}{digits}" if len(symbol) <= 3 and symbol != currency else f"{sign}{symbol}\u00a0{digits}"


def money(value, currency: str = "EUR", decimals: int = 2) -> str:
    """In full: 1 234,56 € or €1,234.56."""
    return "" if value is None else _in_currency(number(value, decimals), currency)


def short_money(value, currency: str = "EUR") -> str:
    """Rounded for lists and dashboards: 1,2 M€, 340 k€; in English €1.2m, €340k."""
    if value is None:
        return ""
    value, symbol, french = Decimal(value), SYMBOLS.get(currency, currency), get_language() == "fr"
    for size, name_fr, name_en in ((10**9, "Md", "bn"), (10**6, "M", "m"), (10**3, "k", "k")):
        if abs(value) >= size:
            scaled = (value / size).quantize(Decimal("0.1"), ROUND_HALF_UP)
            text = number(scaled, 0 if abs(scaled) >= 100 or scaled == scaled.to_integral() else 1)
            return f"{text}\u00a0{name_fr}{symbol}" if french else f"{_in_currency(text, currency)}{name_en}"
    return _in_currency(number(value, 0), currency)


def percent(value, decimals: int = 0) -> str:
    if value is None:
        return ""
    return number(value, decimals) + ("\u00a0%" if get_language() == "fr" else "%")


def day(value: date | None) -> str:
    return formats.date_format(value, "SHORT_DATE_FORMAT") if value else ""


def month(value: date | None) -> str:
    """novembre 2026 or November 2026: a fact of a month is kept on its first day."""
    return formats.date_format(value, "YEAR_MONTH_FORMAT") if value else ""


def moment(value: datetime | None) -> str:
    """In the reader's time zone; a moment of a plan has none and stays as it is."""
    if not value:
        return ""
    return formats.date_format(timezone.localtime(value) if value.tzinfo else value, "SHORT_DATETIME_FORMAT")


def week(value: date) -> str:
    """S47 in French, W47 in English: ISO weeks, from Monday."""
    prefix = pgettext("week prefix", "W")
    return f"{prefix}{value.isocalendar().week:02d}"


def slip(days: int | None) -> str:
    """+12 d or −3 d."""
    if days is None:
        return ""
    sign = "+" if days > 0 else MINUS if days < 0 else ""
    unit = pgettext("days, short", "d")
    return f"{sign}{number(abs(days))}\u00a0{unit}"


def days_late(days: int) -> str:
    return ngettext("%(count)s day late", "%(count)s days late", days) % {"count": number(days)}


def yes_no(value) -> str:
    return "" if value is None else _("yes") if value else _("no")


def writer_of(field):
    """How the model itself says a field is written (`written` of the model: field → function), or None."""
    return getattr(field.model, "written", {}).get(field.name)


def badge(label, colour: str, icon_name: str):
    """Label and icon with the colour: colour never stands alone."""
    return format_html('<span class="pill tone-{}">{}{}</span>', colour, symbol(icon_name), label)


@cache
def _badges(values: tuple):
    """The BadgeChoices with exactly these values: Django keeps only the labels of a field's choices."""
    return next((choices for choices in BadgeChoices.__subclasses__() if tuple(choices.values) == values), None)


def choice(field, value):
    """A stored choice as its badge, or as its label where the choices carry no colour."""
    if value in (None, ""):
        return NOTHING
    badges = _badges(tuple(key for key, _label in field.flatchoices))
    if badges is None:
        return dict(field.flatchoices).get(value, value)
    shown = badges.badge(value)
    return badge(shown["label"], shown["colour"], shown["icon"])


def score(value: int, organisation):
    """A risk score from 1 to 25 with the word of its band."""
    if value >= organisation.risk_red_score:
        band, word = "high", _("high")
    elif value >= organisation.risk_amber_score:
        band, word = "medium", _("medium")
    else:
        band, word = "low", _("low")
    return format_html('<span class="score score-{}">{} <small>{}</small></span>', band, value, word)


def health(value, stale: bool = False):
    """A health colour as badge, its shape drawn by CSS; facts untouched for too long are marked."""
    shown = Health.badge(value or Health.NONE)
    mark = format_html(' <span class="stale" title="{0}">{1}<span class="visually-hidden">{0}</span></span>',
                       _("stale"), symbol("clock-exclamation")) if stale else ""  # fmt: skip
    return format_html('<span class="health health-{}">{}</span>{}', value or "none", shown["label"], mark)
