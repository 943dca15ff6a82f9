"""Which rows the actor may change and where it may add some, asked for many rows at once."""

from functools import cached_property

from integrations.writing.objects import Writable
from pmo.access import may_add
from projects.models import Project


class Permissions:
    """What one actor may do with the objects of one target."""

    def __init__(self, actor, writable: Writable):
        self.actor, self.writable = actor, writable
        self.kind = writable.model.access.kind

    def changeable(self, ids: list[int]) -> dict[int, object]:
        """The rows of these ids that the actor may change, with their current values."""
        if not ids:
            return {}
        return self.writable.model.objects.allowed(self.actor, "change").in_bulk(ids)

    def linked(self, ids: list[int]) -> dict[int, object]:
        """The same rows with what they are linked to, for rows of a file that give their id."""
        if not ids:
            return {}
        rows = self.writable.model.objects.allowed(self.actor, "change")
        return rows.select_related(*self.writable.references).in_bulk(ids)

    @cached_property
    def _projects(self) -> set[int]:
        rows = Project.objects.allowed(self.actor, "add", self.kind)
        return set(rows.order_by().values_list("pk", flat=True))

    def may_add(self, instance) -> bool:
        if self.writable.belongs_to_project:
            return instance.project_id in self._projects
        return may_add(self.actor, instance)

    def scope_of(self, instance) -> tuple:
        """What decides about access to the row: moving it there is adding it there."""
        if self.writable.belongs_to_project:
            return (instance.project_id,)
        return getattr(instance, "portfolio_id", None), getattr(instance, "programme_id", None)
