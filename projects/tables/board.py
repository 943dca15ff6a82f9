"""Columns of lists of board columns and sprints."""

from pmo.tables import Choice, Day, Link, Number, Related, Table

from ..models import BoardColumn, Sprint


class BoardColumnTable(Table):
    model = BoardColumn
    columns = (
        Link("name"),
        Related("project"),
        Choice("kind", editable=True),
        Number("position", editable=True),
        Number("wip_limit", editable=True),
    )
    default_order = ("project__sort_key", "position")
    bulk_fields = ("kind", "wip_limit")


class SprintTable(Table):
    model = Sprint
    columns = (
        Link("name"),
        Related("project"),
        Choice("state"),
        Day("first_day", editable=True),
        Day("last_day", editable=True),
        Number("capacity_points", editable=True),
        Number("committed_points"),
    )
    default_order = ("project__sort_key", "-first_day")
    bulk_fields = ("last_day",)
