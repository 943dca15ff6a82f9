"""Pages of baselines: creating one freezes the plan with it, and its page shows what was frozen."""

from django.db import transaction

from pmo.views.detail import ObjectDetail
from pmo.views.edit import ObjectCreate

from .. import services

FROZEN = ("state", "is_current", "start", "finish", "cost", "taken_on", "approved_by", "approved_on", "answer",
          "decision")  # fmt: skip


class BaselineCreate(ObjectCreate):
    """The form asks for name and reason only."""

    def store(self, form):
        with transaction.atomic():
            return services.freeze_plans([form.save()])[0]


class BaselineDetail(ObjectDetail):
    """Beside the form's fields, what was frozen and who answered."""

    def sections(self, row) -> list:
        hidden = self.hidden_fields(row)
        frozen = [self._fact(row, name) for name in FROZEN if name not in hidden]
        return [*super().sections(row), ("", frozen)]
