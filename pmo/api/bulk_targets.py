"""Which existing rows a bulk request means: by id or by external reference, locked in one query."""

from django.db import connection
from django.utils.translation import gettext as _

from .fields import LARGEST_ID
from .links import pks_of

LOCK = 20_270
"""Tells the locks of references from other advisory locks."""


class Targets:
    """Finds, locks and checks the rows that the request changes."""

    def __init__(self, bulk):
        self.bulk, self.view, self.model = bulk, bulk.view, bulk.model
        self.operation = bulk.ask["operation"]

    def find(self) -> None:
        wanted = self._wanted()
        found = self._locked(set(wanted.values()))
        seen: dict[int, int] = {}
        for row in self.bulk.rows:
            pk = wanted.get(row.index)
            if not row.is_good:
                continue
            if pk is None:
                self._take_as_new(row)
            elif pk in seen:
                row.refuse(_("Row %(index)d means the same object.") % {"index": seen[pk]}, code="repeated")
            else:
                seen[pk] = row.index
                self._take_as_change(row, found.get(pk))

    def _wanted(self) -> dict[int, int]:
        """Index of a row → id of the object it means."""
        rows = [row for row in self.bulk.rows if row.is_good]
        by_reference = self._named({row.reference for row in rows if row.reference})
        wanted = {}
        for row in rows:
            pk = row.body.get("id")
            if pk is not None and (type(pk) is not int or not 0 < pk <= LARGEST_ID):
                row.refuse(_("Give a whole number."), "id")
                continue
            named = by_reference.get(row.reference)
            if pk is not None and named is not None and pk != named:
                row.refuse(_("This reference belongs to another object."), "external_reference")
            elif pk is not None or named is not None:
                wanted[row.index] = pk if pk is not None else named
        return wanted

    def _named(self, references: set[tuple]) -> dict[tuple, int]:
        """Reference → id. Who would create under references of a source waits for whoever is doing so already.

        It then finds what came of that: of two upserts of the same rows at once, one creates and the other changes.
        """
        found = pks_of(self.model, references)
        missing = references - found.keys()
        if not missing or self.operation == "update":
            return found
        with connection.cursor() as cursor:
            for name in sorted(f"{self.model._meta.label_lower} {source}" for source in {one[0] for one in missing}):
                cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, name])
        return found | pks_of(self.model, missing)

    def _locked(self, pks: set[int]) -> dict[int, object]:
        """In the order of their ids, so that two requests never wait for each other."""
        if not pks:
            return {}
        action = self.view.actions["change"]
        rows = self.view.get_queryset().with_permissions(self.bulk.user, action).filter(pk__in=pks)
        return {row.pk: row for row in rows.order_by("pk").select_for_update(of=("self",))}

    def _take_as_new(self, row) -> None:
        if self.operation == "update":
            row.refuse(_("There is no such object that you may see."), code="unknown")
        elif row.reference and self._appears_twice(row):
            row.refuse(_("This reference appears twice."), "external_reference", "repeated")

    def _appears_twice(self, row) -> bool:
        return any(
            other.reference == row.reference and other.index < row.index and other.is_good for other in self.bulk.rows
        )

    def _take_as_change(self, row, target) -> None:
        if target is None:
            row.refuse(_("There is no such object that you may see."), code="unknown")
        elif self.operation == "create":
            row.refuse(_("This object exists already."), code="exists")
        elif not getattr(target, f"may_{self.view.actions['change']}"):
            row.refuse(_("You may see this, but not change it."), code="not_allowed")
        elif row.body.get("version", getattr(target, "version", None)) != getattr(target, "version", None):
            row.refuse_all(
                [
                    {
                        "pointer": f"#/rows/{row.index}/version", "code": "stale",
                        "detail": _("Somebody else changed this object since you read it."),
                        "current_version": target.version,
                    }
                ]
            )  # fmt: skip
        else:
            row.target = target
            reason = self.view.serializer_class().refusal(target)
            if reason:
                row.refuse(reason, code="settled")
