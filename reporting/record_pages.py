"""Pages of rows that only the roll-up writes: they are listed, opened and exported, never edited."""

from django.http import Http404

from pmo.pages import ObjectPages
from pmo.views.detail import ObjectDetail
from pmo.views.list import ObjectList

READ_ONLY = dict.fromkeys(("create", "update", "delete", "bulk-update", "bulk-delete", "history", "cell"), False)


class RecordPages(ObjectPages):
    """Named under `reporting`, whatever app the model belongs to. `sections` are the facts of the detail page."""

    def __init__(self, model, *, sections, views, **options):
        form = type("Sections", (), {"fieldsets": sections})
        super().__init__(model, form=form, views=READ_ONLY | views, **options)

    def name(self, verb: str) -> str:
        return f"reporting:{self.model._meta.model_name}-{verb}"


class RecordList(ObjectList):
    """Without a button for a new row."""

    def context(self) -> dict:
        return super().context() | {"may_add": False}


class RecordDetail(ObjectDetail):
    def get_row(self, action: str):
        """The row as the list reads it; nobody may change or delete it."""
        row = self.rows().annotate(**self.flags()).filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        row.may_change = row.may_delete = False
        return row

    def _custom(self, row) -> list:
        return []
