"""Pages of baselines: creating one freezes the plan with it, and its page shows what was frozen."""

from django.db import transaction

from pmo.views.detail import ObjectDetail
from pmo.views.edit import ObjectCreate

from .. import services
from ..tasks import tell_approvers

FROZEN = ("state", "is_current", "start", "finish", "cost", "taken_on", "taken_by", "approved_by", "approved_on",
          "answer", "decision")  # fmt: skip


class BaselineCreate(ObjectCreate):
    """The form asks for name and reason only."""

    def store(self, form):
        form.instance.taken_by = self.reader
        with transaction.atomic():
            baseline = services.freeze_plans([form.save()])[0]
            tell_approvers.delay_on_commit("projects.baseline", baseline.pk, baseline.version)
        return baseline


class BaselineDetail(ObjectDetail):
    """Beside the form's fields, what was frozen and who answered."""

    def sections(self, row) -> list:
        hidden = self.hidden_fields(row)
        frozen = [self._fact(row, name) for name in FROZEN if name not in hidden]
        return [*super().sections(row), ("", frozen)]
