"""What the file calls its rows, kept as external references of the objects they became."""

from integrations.writing.drafts import Draft
from pmo.models import ExternalReference


def keep_keys(content_type, source: str, drafts: list[Draft]) -> None:
    """One reference for each keyed row that has none yet; a renamed object keeps its old ones beside it."""
    if not source:
        return
    rows = [
        ExternalReference(content_type=content_type, object_id=draft.instance.pk, source=source, key=draft.key)
        for draft in drafts
        if draft.key
    ]
    if rows:
        ExternalReference.objects.bulk_create(rows, ignore_conflicts=True)
