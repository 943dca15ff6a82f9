"""The statement that reads one object for one reader, put together once and then kept.

A hundred columns with the rights to them take several times as long to turn into SQL as to read. What is kept holds
no data: columns, conditions and readers. It depends on what the reader holds that day, which is part of its key.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils import timezone

from ..access import holdings
from ..kept_statements import ANY_KEY, with_key
from .representation import Representation


@dataclass(frozen=True)
class Reading:
    """Who reads which kind of object, with the roles held on a day."""

    serializer_class: type
    user_id: int
    held: frozenset
    day: date
    user: object = field(compare=False)

    @classmethod
    def by(cls, user, serializer_class) -> "Reading":
        return cls(serializer_class, user.pk, holdings(user), timezone.localdate(), user)


@dataclass(frozen=True)
class Prepared:
    """SQL, its parameters, the names of its columns and what turns their values into Python's."""

    representation: Representation
    sql: str
    parameters: tuple
    names: list[str]
    converters: dict

    def row(self, pk) -> dict | None:
        """What the reader may see of one object; None where that is nothing."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, with_key(self.parameters, pk))
            found = cursor.fetchone()
        if found is None:
            return None
        values = list(found)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return self.representation.row(dict(zip(self.names, values, strict=True)))


@lru_cache(maxsize=128)
def prepared(reading: Reading) -> Prepared | None:
    """None where the reader may see no object of the kind."""
    representation = Representation(reading.serializer_class, reading.user)
    rows = representation.model._default_manager.allowed(reading.user).filter(pk=ANY_KEY)
    query = representation.select(rows).order_by().query
    compiler = query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
    return Prepared(representation, sql, tuple(parameters), list(query.selected), converters)
