"""The page of an allocation: with the outline of the project for whoever may know no more of it."""

from django.utils.translation import gettext as _

from pmo import display
from pmo.access import may
from pmo.views.detail import ObjectDetail, show

from ..outlines import manager_of, name_of


class AllocationDetail(ObjectDetail):
    """For a resource manager the project is named and dated as far as its outline goes."""

    def sections(self, row) -> list:
        found = super().sections(row)
        if not row.knows_project or may(self.reader, "view", row.project):
            return found
        for _title, facts in found:
            for fact in facts:
                if fact["name"] == "project":
                    fact["value"] = name_of(row.project)
        return [*found, (_("The project that asks"), self._outline(row.project))]

    def _outline(self, project) -> list[dict]:
        state = getattr(project, "state", None)
        values = {
            _("start"): display.day(state.start if state else project.planned_start),
            _("finish"): display.day(state.finish if state else project.planned_finish),
            _("priority"): show(project, "priority", self.reader),
            _("project manager"): manager_of(project),
        }
        return [{"name": "", "label": label, "value": value} for label, value in values.items()]
