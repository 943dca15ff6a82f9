"""Fills an empty database with a big, plausible portfolio for measuring speed: set-based, the same for every seed.

Names and figures mean nothing. Rows are written without triggers where the server allows it, so they have no history
and leave no marks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import connection, transaction

from .generated_facts import FACTS, PEOPLE, PLACES, PROJECTS
from .generated_snapshots import PORTFOLIO_SNAPSHOTS, SNAPSHOTS_OF_DAY, kept_days

# A number from 0 to 1 that depends on a row, a column and the seed only.
CHANCE = """
CREATE OR REPLACE FUNCTION pg_temp.chance(bigint, integer) RETURNS double precision LANGUAGE sql IMMUTABLE
AS $$ SELECT (hashint8extended($1, $2 + {seed}) & 2147483647) / 2147483648.0 $$
"""


@dataclass(frozen=True)
class Scale:
    """How much is generated; `facts` is the number of milestones, risks and cost entries of each project."""

    projects: int = 10_000
    facts: int = 20
    years: int = 2
    people: int = 1_000
    portfolios: int = 20
    programmes: int = 100


@dataclass(frozen=True)
class Table:
    """Rows of one model: columns as SQL over the rows of `source`. Columns left out take the model's default."""

    model: str
    columns: dict[str, str]
    source: str


class NotEmpty(RuntimeError):
    """The database already holds projects; generated ones would mix with real ones."""


@transaction.atomic
def generate(scale: Scale, *, today: date, seed: int = 1, tell: Callable[[str, int], None] = print) -> None:
    """Write everything in one transaction. Raises NotEmpty."""
    if apps.get_model("projects.Project").objects.exists():
        raise NotEmpty
    parameters = {"today": today, **vars(scale)}
    with connection.cursor() as cursor:
        without_triggers(cursor)
        cursor.execute(CHANCE.format(seed=int(seed)))
        for tables in (PLACES, PEOPLE, PROJECTS, FACTS):
            for model, columns, source in tables:
                tell(model, fill(cursor, Table(model, columns, source), parameters))
        # Day by day, as in real life, so that the rows of a day lie together.
        of_days = [
            fill(cursor, Table(*SNAPSHOTS_OF_DAY), parameters | {"day": day}) for day in kept_days(today, scale.years)
        ]
        tell("projects.ProjectSnapshot", sum(of_days))
        cursor.execute(PORTFOLIO_SNAPSHOTS)
        tell("portfolio.PortfolioSnapshot", cursor.rowcount)


def without_triggers(cursor) -> None:
    """Foreign keys need no check row by row here; only a superuser may say so, others wait longer."""
    cursor.execute("SELECT current_setting('is_superuser') = 'on'")
    if cursor.fetchone()[0]:
        cursor.execute("SET LOCAL session_replication_role = replica")


def fill(cursor, table: Table, parameters: dict) -> int:
    """Insert the rows of a table; how many."""
    model = apps.get_model(table.model)
    columns, values, given = [], [], dict(parameters)
    for field in model._meta.concrete_fields:
        if field.column in table.columns:
            columns.append(field.column)
            values.append(table.columns[field.column])
        elif not (field.primary_key or field.generated or field.null or field.has_db_default()):
            columns.append(field.column)
            values.append(f"%(default_{field.column})s::{field.rel_db_type(connection)}")
            given[f"default_{field.column}"] = field.get_db_prep_save(field.get_default(), connection)
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table.source}",
        given,
    )
    return cursor.rowcount
