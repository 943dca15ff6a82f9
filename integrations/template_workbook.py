"""The empty workbook users download: one sheet a kind of object, titles and choices in their language."""

from typing import BinaryIO

from django.utils import translation
from django.utils.translation import gettext as _

from integrations.targets import TARGETS, Field, Target

PREPARED_ROWS = 1_000  # rows that carry formats and drop-downs below the titles
_MAX_LIST = 255  # what Excel allows for the choices of a drop-down
_WIDTHS = {"long_text": 50, "text": 28, "reference": 22, "person": 24, "key": 20, "choice": 20}
_FORMATS = {
    "date": "date",
    "month": "month",
    "amount": "money",
    "number": "number",
    "integer": "whole",
    "fiscal_year": "whole",
    "percent": "number",
}


def write_template(stream: BinaryIO, language: str = "en") -> None:
    """Write the template as XLSX. Its titles are what ``mapping.propose`` recognises without a doubt."""
    import xlsxwriter

    with translation.override(language), xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        formats = _formats(book, language)
        _write_guide(book, formats, language)
        for target in TARGETS:
            _write_sheet(book, formats, target, language)


def _formats(book, language: str) -> dict[str, object]:
    day = "dd/mm/yyyy" if language.startswith("fr") else "yyyy-mm-dd"
    shades = {
        "title": {"bold": True, "bg_color": "#E7EEF8", "border": 1, "text_wrap": True, "valign": "top"},
        "required": {"bold": True, "bg_color": "#FFE8CC", "border": 1, "text_wrap": True, "valign": "top"},
        "heading": {"bold": True, "font_size": 14},
        "wrapped": {"text_wrap": True, "valign": "top"},
        "date": {"num_format": day},
        "month": {"num_format": "yyyy-mm"},
        "money": {"num_format": "#,##0.00"},
        "number": {"num_format": "0.##"},
        "whole": {"num_format": "0"},
        "text": {"num_format": "@"},
    }
    return {name: book.add_format(shade) for name, shade in shades.items()}


def _write_guide(book, formats: dict, language: str) -> None:
    """The first sheet says how to fill the others; import knows it by its title and passes over it."""
    sheet = book.add_worksheet(_("How to fill in"))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 90)
    sheet.write(0, 0, _("How to fill in this workbook"), formats["heading"])
    for index, line in enumerate(_guide_lines(), start=1):
        sheet.merge_range(index, 0, index, 2, line, formats["wrapped"])
    row = len(_guide_lines()) + 2
    for column, title in enumerate((_("Sheet"), _("Column"), _("What it holds"))):
        sheet.write(row, column, title, formats["title"])
    for target in TARGETS:
        for each in target:
            row += 1
            sheet.write(row, 0, target.title(language))
            sheet.write(row, 1, each.title(language))
            sheet.write(row, 2, explanation(each, language), formats["wrapped"])


def _guide_lines() -> list[str]:
    return [
        str(_("Fill the sheets you need and leave the others empty. Columns you do not need may be deleted.")),
        str(_("Columns in orange must be filled. Amounts exclude VAT and are in the currency of the project.")),
        str(_("Additional columns become custom fields if you wish so when you import.")),
        str(_("Projects are named by code or name, people by e-mail or name.")),
    ]


def explanation(each: Field, language: str) -> str:
    """What a column holds, with its choices, in the active language."""
    kinds = {
        "date": _("Date"),
        "month": _("Month, by any day in it"),
        "fiscal_year": _("Year in which the fiscal year starts"),
        "amount": _("Amount excluding VAT"),
        "number": _("Number"),
        "integer": _("Whole number"),
        "percent": _("Percentage, 0 to 100"),
        "yes_no": _("Yes or no"),
        "person": _("E-mail or name of a person"),
        "reference": _("Code or name"),
    }
    parts = [each.help(language), kinds.get(each.kind, "") if not each.help(language) else ""]
    parts += [" · ".join(each.choice_labels())] if each.choices else []
    return "; ".join(str(part) for part in parts if part)


def _write_sheet(book, formats: dict, target: Target, language: str) -> None:
    sheet = book.add_worksheet(target.title(language))
    sheet.freeze_panes(1, 0)
    for column, each in enumerate(target):
        sheet.set_column(column, column, _WIDTHS.get(each.kind, 14), formats.get(_FORMATS.get(each.kind, "text")))
        sheet.write(0, column, each.title(language), formats["required" if each.required else "title"])
        note = explanation(each, language)
        if note:
            sheet.write_comment(0, column, note)
        _validate(sheet, column, each)


def _validate(sheet, column: int, each: Field) -> None:
    """Drop-downs for choices and yes/no. Other values stay possible: import reports them cell by cell."""
    labels = [_("Yes"), _("No")] if each.kind == "yes_no" else each.choice_labels()
    if labels and len(",".join(labels)) <= _MAX_LIST and not any("," in label for label in labels):
        rule = {"validate": "list", "source": labels, "error_type": "warning"}
        sheet.data_validation(1, column, PREPARED_ROWS, column, rule)
