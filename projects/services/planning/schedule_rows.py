"""What is kept of a calculation, a row a task: read, compared, and what differs written in one statement."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from pmo.arrays import array_of, settings_of
from projects.critical_path import Schedule

from ...models import Project, TaskSchedule
from .reading import PlanRows

KEPT = (
    "row_number", "level", "wbs", "is_summary", "start", "finish", "late_start", "late_finish", "duration",
    "total_float", "free_float", "is_critical", "percent_complete", "driver_id", "reason",
)  # fmt: skip
COLUMNS = ("task_id", *KEPT)
UPSERT = f"""
INSERT INTO projects_taskschedule (project_id, {", ".join(COLUMNS)}) SELECT %s, * FROM unnest({{arrays}})
ON CONFLICT (task_id) DO UPDATE SET {settings_of(("project_id", *KEPT))}
"""
FINISH = KEPT.index("finish")
HUNDREDTH = Decimal("0.01")


def read_rows(project: Project) -> dict[int, tuple]:
    """What is kept of the plan: values in the order of `KEPT` by the id of the task."""
    return {key: tuple(values) for key, *values in TaskSchedule.objects.filter(project=project).values_list(*COLUMNS)}


def found_rows(rows: PlanRows, found: Schedule) -> dict[int, tuple]:
    """The same of a new calculation."""
    return {row.key: _values(rows, found, row) for row in rows.outline}


def _values(rows: PlanRows, found: Schedule, row) -> tuple:
    task = found[row.key]
    return (
        row.number, row.level, row.wbs, row.is_summary, task.start, task.finish, task.late_start, task.late_finish,
        task.duration, task.total_float, task.free_float, task.is_critical,
        Decimal(rows.percent[row.key]).quantize(HUNDREDTH), task.driving_predecessor,
        plain({"code": task.reason.code, **task.reason.arguments}),
    )  # fmt: skip


def write_rows(project: Project, fresh: Mapping[int, tuple], changed: list[int], removed: list[int]) -> None:
    """Write what is other and delete what is gone, each in one statement."""
    if removed:
        TaskSchedule.objects.filter(project=project, pk__in=removed).delete()
    if not changed:
        return
    columns = (changed, *zip(*(fresh[key] for key in changed), strict=True))
    types = types_of(COLUMNS)
    statement = UPSERT.format(arrays=", ".join(f"%s::{name}[]" for name in types))
    arrays = [array_of(values, name) for values, name in zip(columns, types, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [project.pk, *arrays])


def types_of(names: Sequence[str]) -> list[str]:
    """The database's types of columns."""
    kept = {field.attname: field for field in TaskSchedule._meta.concrete_fields}
    return [str(kept[name].rel_db_type(connection)) for name in names]


def plain(value: Any) -> Any:
    """The same in JSON's types; moments as ISO text to the minute."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if hasattr(value, "code") and hasattr(value, "arguments"):
        return plain({"code": value.code, **value.arguments})
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)
