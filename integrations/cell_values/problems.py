"""What can be wrong with one cell, as stable codes with sentences, and the words that stand for no value."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from integrations.wording import folded
from integrations.workbook.sheets import NOT_CALCULATED

REASONS = {
    "not_a_number": _("not a number"),
    "not_a_currency": _("not the code of a currency, such as EUR"),
    "other_currency": _("in %(given)s, while the money of its project is in %(own)s"),
    "not_exact": _("an estimate or a range, not one number"),
    "ambiguous_number": _("could be thousands or decimals, and the column uses both"),
    "not_a_date": _("not a date"),
    "not_a_day": _("a period, not a day"),
    "ambiguous_date": _("day and month cannot be told apart, and the column uses both orders"),
    "out_of_range": _("outside the range that can be stored"),
    "not_yes_or_no": _("neither yes nor no"),
    "unknown_choice": _("not one of the choices of this field"),
    "too_long": _("longer than this field allows"),
    "formula_error": _("the formula of this cell gives an error"),
    "not_calculated": _("the formula of this cell has no stored result: open the workbook in Excel and save it"),
    "withheld": _("withheld by its publisher"),
    "not_provided": _("stated as not provided"),
    "pending": _("stated as still to be decided"),
    "not_applicable": _("stated as not applicable"),
    "missing_name": _("the row has no name"),
    "missing_value": _("this field must have a value"),
    "undecided": _("without this cell nobody knows what the row means"),
    "placeholder_name": _("the name is a placeholder made by a program"),
    "repeated_key": _("the same key occurs in an earlier row"),
    "unknown_reference": _("nothing is known by this name or code, or you may not use it"),
    "ambiguous_reference": _("several are called so; give the code or e-mail instead"),
    "restricted": _("may not be seen by you and stays as it is"),
    "unknown_row": _("there is no such row, or you may not change it"),
    "not_allowed": _("you may not add this here"),
    "no_portfolio": _("the row names no portfolio and none was chosen"),
    "version_conflict": _("the row was changed after this file was written"),
    "invalid": _("the value breaks a rule"),
}
MAX_QUOTED = 120


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that could not be read. The rest of its row is kept.

    ``row`` is the number a spreadsheet program shows (in a transposed sheet: the number of the column),
    ``column`` the header as it stands, ``value`` the cell shortened to 120 characters.
    """

    row: int
    column: str
    value: str
    reason_code: str
    sheet: str = ""
    hint: str = ""  # what would be right, in the language of the run

    @property
    def reason(self) -> str:
        return reason_with(self.reason_code, self.hint)


def reason_with(reason_code: str, hint: str = "") -> str:
    """The sentence of a reason, with what would be right."""
    words = str(REASONS[reason_code])
    return gettext("%(problem)s: %(hint)s") % {"problem": words, "hint": hint} if hint else words


class Unreadable(ValueError):
    """Raised by the readers of this package; ``reason_code`` is a key of REASONS."""

    def __init__(self, reason_code: str):
        super().__init__(reason_code)
        self.reason_code = reason_code


def quoted(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"


_STANDS_FOR_NOTHING = {"", "-", "–", "—", "--", "---", ".", "…", "?"}
_SPREADSHEET_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|VALEUR!|NOM\?|NOMBRE!|NUL!)"
)
_PHRASES = (
    ("withheld", re.compile(
        r"\bexempt|\bwithheld|\bredacted|\bclassified\b|\bconfidenti"
        r"|\bnon (?:communique|communicable|publie)")),
    ("not_provided", re.compile(
        r"\bnot (?:provided|available|known|reported|stated)\b|^no data|^unknown$|^inconnue?s?$"
        r"|\bnon (?:renseigne|fourni|disponible|connu)|^nd$|^nc$|^nr$")),
    ("pending", re.compile(
        r"^tb[acd]\b|^to be (?:advised|confirmed|decided|defined|determined)|^reset$|^pending$"
        r"|^a (?:definir|preciser|confirmer|determiner|venir)|^en (?:cadrage|attente)|^en cours de")),
    ("not_applicable", re.compile(
        r"^n a$|^na$|^s o$|^so$|^none$|^aucune?$|\bnot applicable\b|\bsans objet\b|\bnon applicable\b"
        r"|^no (?:start |end |finish )?date|^sans (?:date|fin)\b")),
)  # fmt: skip


def is_nothing(value: object) -> bool:
    """Blank, or a dash as people type for "nothing": no value, and no problem either."""
    return value is None or (isinstance(value, str) and value.strip() in _STANDS_FOR_NOTHING)


def error_in_cell(text: str) -> str | None:
    """The reason code when the cell holds what a spreadsheet program writes in place of a result."""
    if text[:1] != "#":
        return None
    if text == NOT_CALCULATED:
        return "not_calculated"
    return "formula_error" if _SPREADSHEET_ERROR.fullmatch(text.strip()) else None


@lru_cache(maxsize=4096)
def absence(text: str) -> str | None:
    """The reason code when the words say why there is no value ("Exempt under Section 43", "TBC", "n/a")."""
    if error := error_in_cell(text):
        return error
    words = folded(text)
    return next((code for code, pattern in _PHRASES if pattern.search(words)), None)
