"""A plan as a table, CSV or XLSX, in French or English: read into a `ProjectDocument` and written from one.

Stores nothing and computes no dates: those of tasks that are not dated by hand come from the engine.
"""

from integrations.plan_table.quantities import Scale, Spelling
from integrations.plan_table.reader import is_plan_table, read_plan_table
from integrations.plan_table.writer import write_plan_table

__all__ = ["Scale", "Spelling", "is_plan_table", "read_plan_table", "write_plan_table"]
