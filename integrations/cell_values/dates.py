"""Reading dates in the formats people type in French and English. Periods and times of day are not kept."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from integrations.cell_values.problems import Unreadable, absence, is_nothing
from integrations.wording import folded

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
_SERIAL_DAY_ZERO = date(1899, 12, 30)  # so that serials after Excel's invented 29 February 1900 are right
_SERIALS = range(7_306, 109_575)  # 1920 to 2199; smaller numbers are more likely years or durations
_TWO_DIGIT_PIVOT = 70

_MONTHS = (
    ("january", "janvier", "jan", "janv"),
    ("february", "fevrier", "feb", "fev", "fevr"),
    ("march", "mars", "mar"),
    ("april", "avril", "apr", "avr"),
    ("may", "mai"),
    ("june", "juin", "jun"),
    ("july", "juillet", "jul", "juil", "jui"),
    ("august", "aout", "aug", "aou"),
    ("september", "septembre", "sep", "sept"),
    ("october", "octobre", "oct"),
    ("november", "novembre", "nov"),
    ("december", "decembre", "dec"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_TIME = r"(?:[T\s]+\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|[ap]\.?m\.?|[-+]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.IGNORECASE)
_COMPACT = re.compile(r"(19|20|21)(\d\d)(\d\d)(\d\d)")
_NUMERIC = re.compile(rf"(\d{{1,2}})\s*([-/.\s])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_WORDY = re.compile(
    r"(?:[a-z]+day |(?:lun|mar|mercre|jeu|vendre|same)di |dimanche |(?:mon|tue|wed|thu|fri|sat|sun) )?"
    r"(?:(?:the |le )?(?P<day>\d{1,2})(?: ?(?:st|nd|rd|th|er|e))?(?: of)? )?(?P<month>[a-z]+)"
    r"(?: (?P<late_day>\d{1,2})(?:st|nd|rd|th)?)??(?: de| of)? (?P<year>\d{4}|\d{2})"
    r"(?: \d{1,2} \d{2}(?: \d{2})?(?: ?[ap]m)?)?"
)
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_FISCAL_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?!\d)|(?<!\d)(\d\d)\s?[-/]\s?\d\d(?!\d)")
_PERIOD = re.compile(
    r"(?:q|t|quarter|trimestre|s|semestre|h)\s?[1-4]\b.*\d{2}|(?:fy|fiscal year|exercice|annee|year)? ?\d{4}"
    r"(?: \d{2,4})?|\d{4} (?:q|t|s|h)\s?[1-4]"
    r"|(?:spring|summer|autumn|winter|printemps|ete|automne|hiver) \d{4}"
)


def read_date(value: object, order: str | None = None, *, end_of_month: bool = False) -> date | None:
    """The day in a cell: dates, ISO, 31/12/2017, 31.12.17, "31 March 2017", "1er mars 2017", serials.

    ``order`` is what the column uses, "dmy" (assumed without it) or "mdy", or "?" when it uses both, which
    makes 03/04/2017 an ``ambiguous_date``. "March 2017" is its first day, or its last with ``end_of_month``.
    Two-digit years up to 69 are 20xx. Raises Unreadable.
    """
    if is_nothing(value):
        return None
    if isinstance(value, datetime):
        return _in_range(value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unreadable("not_a_date")
    return _serial(value) if not isinstance(value, str) else _text(value.strip(), order, end_of_month)


def read_month(value: object) -> date | None:
    """The first day of a month, from a day in it, "2017-03", "03/2017" or "mars 2017"."""
    match = _MONTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if match:
        return _day(int(match[1] or match[4]), int(match[2] or match[3]), 1)
    day = read_date(value)
    return day.replace(day=1) if day else None


def read_fiscal_year(value: object) -> int | None:
    """The calendar year in which a fiscal year starts: 2017, "2017", "2017/18", "FY 2017-2018", "17/18"."""
    if is_nothing(value):
        return None
    if isinstance(value, date):
        return value.year
    match = _FISCAL_YEAR.search(str(value))
    if match is None:
        raise Unreadable(absence(str(value)) or "not_a_number")
    return int(match[1]) if match[1] else 2000 + int(match[2])


def _serial(value: float) -> date:
    if value == int(value) and 1900 <= value <= 2100:
        raise Unreadable("not_a_day")
    if int(value) not in _SERIALS:
        raise Unreadable("not_a_date")
    return _SERIAL_DAY_ZERO + timedelta(days=int(value))


@lru_cache(maxsize=16384)
def _text(text: str, order: str | None, end_of_month: bool) -> date:
    if iso := _ISO.fullmatch(text):
        return _day(int(iso[1]), int(iso[3]), int(iso[4]))
    if numeric := _NUMERIC.fullmatch(text):
        return _numeric(numeric, order)
    if compact := _COMPACT.fullmatch(text):
        return _day(int(compact[1] + compact[2]), int(compact[3]), int(compact[4]))
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return _serial(float(text.replace(",", ".")))
    words = folded(text)
    if re.fullmatch(r"[^\W\d]+\.?\s+[0-3]?\d", text):
        raise Unreadable(absence(text) or "not_a_date")  # "March 31" lacks its year
    if (wordy := _WORDY.fullmatch(words)) and wordy["month"] in _MONTH_NUMBERS:
        return _wordy(wordy, end_of_month)
    raise Unreadable(absence(text) or ("not_a_day" if _PERIOD.fullmatch(words) else "not_a_date"))


def _numeric(match: re.Match[str], order: str | None) -> date:
    first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
    certain = order_evidence(match[0])
    if certain is None and order == "?" and first != second:
        raise Unreadable("ambiguous_date")
    month_first = (certain or order) == "mdy"
    day, month = (second, first) if month_first else (first, second)
    return _day(year, month, day)


def order_evidence(text: str) -> str | None:
    """ "dmy" or "mdy" when this one date proves it (a number above 12, or points), else None."""
    match = _NUMERIC.fullmatch(text.strip())
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first > 12 or match[2] == ".":
        return "dmy"
    return "mdy" if second > 12 else None


def _wordy(match: re.Match[str], end_of_month: bool) -> date:
    year, month = _full_year(match["year"]), _MONTH_NUMBERS[match["month"]]
    day = match["day"] or match["late_day"]
    if day is None and end_of_month:
        return _day(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return _day(year, month, int(day or 1))


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < _TWO_DIGIT_PIVOT else 1900)


def _day(year: int, month: int, day: int) -> date:
    try:
        return _in_range(date(year, month, day))
    except Unreadable:
        raise
    except ValueError as error:
        raise Unreadable("not_a_date") from error


def _in_range(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise Unreadable("out_of_range")
    return day
