"""Tables of lists: columns, and the rows of one page."""

from .amounts import Day, Moment, Money, Month, Number, Percent, Score, Slip
from .columns import Choice, Column, HealthColour, Link, Related, YesNo
from .table import Table

__all__ = [
    "Choice", "Column", "Day", "HealthColour", "Link", "Moment", "Money", "Month", "Number", "Percent", "Related",
    "Score", "Slip", "Table", "YesNo",
]  # fmt: skip
