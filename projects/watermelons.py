"""Watermelons by dimension: declared green by the last published report, calculated red. No page is drawn here."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery

from pmo.choices import Health

from .choices import Dimension
from .models import StatusReport

PARTS = tuple(one.value for one in Dimension if one != Dimension.OVERALL)


def watermelons(rows: QuerySet, dimensions: Iterable[str]) -> QuerySet:
    """Projects that are watermelons in any of the dimensions, with `declared_<dimension>` of each."""
    last = StatusReport.objects.filter(project=OuterRef("pk")).published().order_by("-as_of", "-correction")
    names = [name for name in Dimension.values if name in set(dimensions)]
    rows = rows.annotate(**{f"declared_{name}": Subquery(last.values(name)[:1]) for name in names})
    test = Q(pk__in=[])
    for name in names:
        # The stored colour first: only where it is red does the database look for the report.
        test |= Q(**{f"state__{measure_of(name)}": Health.RED}) & Q(**{f"declared_{name}": Health.GREEN})
    return rows.filter(test)


def measure_of(dimension: str) -> str:
    """The calculated colour of a dimension."""
    return "health" if dimension == Dimension.OVERALL else f"{dimension}_health"
