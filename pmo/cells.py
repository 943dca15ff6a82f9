"""Cells of exports in the reader's format, safe to open in a spreadsheet."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

# A cell that starts like a formula would run when the file is opened.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_cell(value, language: str) -> str:
    """French: 1234,5 and 31/12/2026; English: 1234.5 and 2026-12-31. Numbers are never neutralised."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",") if language == "fr" else str(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        return value.strftime("%d/%m/%Y %H:%M" if language == "fr" else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y" if language == "fr" else "%Y-%m-%d")
    return neutral(str(value))
