"""What a user types about the columns and sprints of a board."""

from pmo.forms import object_form

from ..models import BoardColumn, Sprint

BoardColumnForm = object_form(BoardColumn, (("", ("name", "project", "kind", "position", "wip_limit")),))
SprintForm = object_form(
    Sprint, (("", ("name", "project", "goal", "first_day", "last_day", "state", "capacity_points")),)
)
