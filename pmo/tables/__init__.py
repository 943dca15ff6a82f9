"""Tables of lists: columns, and the rows of one page."""

from .columns import (
    Choice,
    Column,
    Day,
    HealthColour,
    Link,
    Moment,
    Money,
    Number,
    Percent,
    Related,
    Score,
    Slip,
    YesNo,
)
from .table import Table

__all__ = [
    "Choice", "Column", "Day", "HealthColour", "Link", "Moment", "Money", "Number", "Percent", "Related", "Score",
    "Slip", "Table", "YesNo",
]  # fmt: skip
