"""Pages of baselines: creating one freezes the plan with it, and its page shows what was frozen."""

from django.db import transaction
from django.utils.translation import gettext as _

from pmo.views.detail import ObjectDetail
from pmo.views.edit import ObjectCreate

from .. import services
from ..choices import BaselineState
from ..models import Baseline
from ..tasks import tell_approvers

FROZEN = ("state", "is_current", "start", "finish", "cost", "taken_on", "taken_by", "approved_by", "approved_on",
          "answer")  # fmt: skip


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
        if text := what_follows(row):
            frozen.append({"name": "what_follows", "label": _("What follows"), "value": text})
        return [*super().sections(row), ("", frozen)]


def what_follows(row: Baseline) -> str:
    """What an approval would change, or what the baseline is compared with."""
    if row.is_current:
        return _("Variance and earned value compare with this baseline.")
    if row.state == BaselineState.REJECTED:
        return ""
    current = Baseline.objects.current().filter(project=row.project_id).first()
    if current is None:
        return _("Once approved it is the current one: variance and earned value compare with it.")
    if row.state == BaselineState.APPROVED:
        text = _("Kept beside “%(name)s”, which is current. A decision that is taken can let it take its place.")
    else:
        text = _("Whoever may approve answers it. It takes the place of “%(name)s” only by a decision that is taken.")
    return text % {"name": current}
