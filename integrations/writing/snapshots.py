"""What an import as of a date keeps of every project: its dates, budget and rating of that day as a snapshot."""

from collections import defaultdict
from datetime import date

from django.utils import timezone

from integrations.ratings import RatingMap
from integrations.report import ImportReport
from integrations.writing.drafts import Draft
from integrations.writing.options import ImportOptions
from pmo.models import Organisation
from projects.choices import ProjectStatus, SnapshotSource
from projects.models import Project, ProjectSnapshot

# What an edition gives of a project; everything else of a snapshot is calculated from it.
GIVEN = (
    "name", "status", "stage", "portfolio_id", "programme_id", "start", "finish", "planned_finish", "progress",
    "budget", "budget_initial", "rating", "declared_health",
)  # fmt: skip


class SnapshotWriter:
    """Snapshots of one run. Those of the same day and project are replaced, so a second run changes nothing."""

    def __init__(self, options: ImportOptions, report: ImportReport):
        self.options, self.report = options, report
        self.ratings = RatingMap(Organisation.current().rating_map)

    def write(self, drafts: list[Draft]) -> None:
        from reporting.imported_snapshots import Edition
        from reporting.services import record_snapshots

        wanted = [draft for draft in drafts if self.options.as_of or draft.row.values.get("rating")]
        if not wanted:
            return
        as_of = self.options.as_of or timezone.localdate()
        projects = {draft.instance.pk: draft.instance for draft in wanted}
        kept = self._kept(projects) if self.options.keeps_reference else {}
        editions = []
        for draft in wanted:
            timeline = kept.get(draft.instance.pk, {})
            timeline[as_of] = (self.options.edition[:120], self._given(draft), True)
            for day, (label, measures, is_written) in sorted(timeline.items()):
                if _refer_to_first(timeline, measures, keeps=self.options.keeps_reference) or is_written:
                    editions.append(Edition(draft.instance, day, label, measures))
        record_snapshots(editions)
        self.report.snapshots += len(wanted)

    def _kept(self, projects: dict[int, Project]) -> dict[int, dict[date, tuple[str, dict, bool]]]:
        """The editions kept so far of each project, by their day."""
        found: dict[int, dict[date, tuple[str, dict, bool]]] = defaultdict(dict)
        rows = ProjectSnapshot.objects.filter(project__in=projects, source=SnapshotSource.IMPORT)
        for row in rows.order_by("as_of").only("project", "as_of", "source_label", *GIVEN):
            measures = {name: getattr(row, name) for name in GIVEN}
            found[row.project_id][row.as_of] = (row.source_label, measures, False)
        return found

    def _given(self, draft: Draft) -> dict[str, object]:
        """The row as it is: a date or budget that the project cannot take is still what the edition says."""
        values, project = draft.row.values, draft.instance
        rating = str(values.get("rating") or "")[:60]
        return {
            "name": draft.values.get("name") or project.name,
            # An edition names what runs on its day, whatever has become of it since.
            "status": values.get("status") or (ProjectStatus.ACTIVE.value if self.options.keyed else project.status),
            "stage": values.get("stage") or project.stage,
            "portfolio_id": project.portfolio_id,
            "programme_id": project.programme_id,
            "start": _first(values, "actual_start", "forecast_start", "planned_start"),
            "planned_finish": values.get("planned_finish"),
            "finish": _first(values, "actual_finish", "forecast_finish", "planned_finish"),
            "progress": values.get("progress"),
            "budget": values.get("budget"),
            "budget_initial": values.get("budget"),
            "rating": rating,
            "declared_health": self.ratings.health(rating),
        }


def _refer_to_first(timeline: dict, measures: dict, *, keeps: bool) -> bool:
    """Across editions the earliest finish and budget are the reference, whichever edition came in first.

    Whether the measures had another reference before.
    """
    if not keeps:
        return False
    before = measures["planned_finish"], measures["budget_initial"]
    for reference, name in (("planned_finish", "finish"), ("budget_initial", "budget")):
        given = (each[name] for _day, (_label, each, _written) in sorted(timeline.items()))
        measures[reference] = next((value for value in given if value is not None), None)
    return before != (measures["planned_finish"], measures["budget_initial"])


def _first(values: dict, *names: str):
    return next((values[name] for name in names if values.get(name)), None)
