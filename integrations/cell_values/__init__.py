"""One cell at a time: text as people type it in French and English → values, or the reason why not."""

from integrations.cell_values.columns import ColumnEvidence, header_unit
from integrations.cell_values.dates import read_date, read_fiscal_year, read_month
from integrations.cell_values.numbers import (
    Amount,
    read_amount,
    read_currency,
    read_integer,
    read_number,
    read_percentage,
)
from integrations.cell_values.problems import (
    REASONS,
    CellProblem,
    Unreadable,
    error_in_cell,
    is_nothing,
    quoted,
    reason_with,
)
from integrations.cell_values.words import choice_keys, read_choice, read_text, read_yes_or_no

__all__ = [
    "REASONS",
    "Amount",
    "CellProblem",
    "ColumnEvidence",
    "Unreadable",
    "choice_keys",
    "error_in_cell",
    "header_unit",
    "is_nothing",
    "quoted",
    "read_amount",
    "read_choice",
    "read_currency",
    "read_date",
    "read_fiscal_year",
    "read_integer",
    "read_month",
    "read_number",
    "read_percentage",
    "read_text",
    "read_yes_or_no",
    "reason_with",
]
