"""Finds the objects that a body links to, among those the writer may see; many rows in few queries."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from ..models import ExternalReference
from .fields import LARGEST_ID


class Links:
    """Looks linked objects up and remembers them for the length of a request.

    "Does not exist" and "not yours" are the same answer: None.
    """

    def __init__(self, user):
        self.user = user
        self.by_pk: dict[tuple, object] = {}
        self.by_reference: dict[tuple, int | None] = {}

    def find(self, model, *, pk: int | None = None, reference: tuple | None = None):
        if reference is not None:
            if (model, reference) not in self.by_reference:
                self.prepare(model, references={reference})
            pk = self.by_reference[model, reference]
        if pk is None or not 0 < pk <= LARGEST_ID:
            return None
        if (model, pk) not in self.by_pk:
            self.prepare(model, pks={pk})
        return self.by_pk[model, pk]

    def prepare(self, model, *, pks=frozenset(), references=frozenset()) -> None:
        """Look many up at once: at most two queries."""
        pks = {pk for pk in pks if 0 < pk <= LARGEST_ID}
        if references:
            found = pks_of(model, references)
            self.by_reference.update({(model, one): found.get(one) for one in references})
            pks |= set(found.values())
        if pks:
            rows = model._default_manager.allowed(self.user).in_bulk(list(pks))
            self.by_pk.update({(model, pk): rows.get(pk) for pk in pks})


def pks_of(model, references) -> dict[tuple, int]:
    """(source, key) → id, for the references that exist (one query)."""
    by_source: dict[str, set] = {}
    for source, key in references:
        by_source.setdefault(source, set()).add(key)
    test = Q(pk__in=[])
    for source, keys in by_source.items():
        test |= Q(source=source, key__in=keys)
    rows = ExternalReference.objects.filter(test, content_type=ContentType.objects.get_for_model(model))
    return {(source, key): pk for source, key, pk in rows.values_list("source", "key", "object_id")}
