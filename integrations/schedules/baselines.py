"""Baselines 0 to 10 of a file, kept as proposed baselines of the project; one that is approved never changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from integrations.project_xml import DocumentBaseline, DocumentTask, ProjectDocument
from integrations.schedules.report import CHANGED, NEW, UNCHANGED, ScheduleReport
from integrations.schedules.values import row_of
from projects.choices import BaselineState
from projects.models import Baseline, BaselineTask, Project, Task

BATCH = 1000
# Names and codes are those of the day it was taken.
COMPARED = ("is_summary", "is_milestone", "start", "finish", "duration", "work", "fixed_cost", "work_cost")


def baseline_name(number: int) -> str:
    """The name of an imported baseline, the same whatever the reader's language."""
    return "MS Project" if number == 0 else f"MS Project {number}"


class BaselineWriter:
    """Writes the baselines that the tasks of a document carry."""

    def __init__(
        self, project: Project, rows: Mapping[int, Task], report: ScheduleReport, *, today: date, with_money: bool
    ):
        self.project, self.rows, self.report, self.today, self.with_money = project, rows, report, today, with_money

    def write(self, document: ProjectDocument) -> None:
        """Every baseline number that some task has."""
        by_number: dict[int, list[tuple[DocumentTask, DocumentBaseline]]] = {}
        for task in document.tasks:
            for baseline in task.baselines if task.uid in self.rows else ():
                if baseline.start is None or baseline.finish is None:
                    self.report.report("baseline_without_dates", row_of(task), "Baseline", baseline.number)
                else:
                    by_number.setdefault(baseline.number, []).append((task, baseline))
        existing = {row.name: row for row in Baseline.objects.filter(project=self.project)}
        for number, found in sorted(by_number.items()):
            self._write(number, existing.get(baseline_name(number)), found)

    def _write(self, number: int, kept: Baseline | None, found: list[tuple[DocumentTask, DocumentBaseline]]) -> None:
        frozen = {self.rows[task.uid].pk: self._frozen(task, baseline) for task, baseline in found}
        if kept is not None and self._before(kept) == {pk: _compared(values) for pk, values in frozen.items()}:
            self.report.count("baseline", UNCHANGED)
        elif kept is not None and kept.state != BaselineState.PROPOSED:
            self.report.report("frozen_baseline", f"Baseline {number}", "", kept.name)
            self.report.count("baseline", UNCHANGED)
        else:
            self.report.count("baseline", NEW if kept is None else CHANGED)
            self._store(number, kept, frozen)

    def _frozen(self, task: DocumentTask, baseline: DocumentBaseline) -> dict:
        row = self.rows[task.uid]
        fixed, cost = baseline.fixed_cost or Decimal(0), baseline.cost or Decimal(0)
        has_cost = self.with_money and not task.is_summary
        return {
            "name": row.name,
            "wbs": task.wbs[:250],
            "is_summary": task.is_summary,
            "is_milestone": row.is_milestone,
            "start": baseline.start,
            "finish": max(baseline.start, baseline.finish) if baseline.start and baseline.finish else None,
            "duration": max(baseline.duration or 0, 0),
            "work": baseline.work or None,
            "fixed_cost": fixed if has_cost else Decimal(0),
            "work_cost": max(cost - fixed, Decimal(0)) if has_cost else Decimal(0),
        }

    def _before(self, kept: Baseline | None) -> dict:
        if kept is None:
            return {}
        rows = BaselineTask.objects.filter(baseline=kept, task__isnull=False)
        return {row.pop("task_id"): row for row in rows.values("task_id", *COMPARED)}

    def _store(self, number: int, kept: Baseline | None, frozen: Mapping[int, dict]) -> None:
        baseline = kept or Baseline(project=self.project, name=baseline_name(number), taken_on=self.today)
        baseline.reason = baseline.reason or _("Imported with the plan.")
        baseline.start = min(values["start"] for values in frozen.values())
        baseline.finish = max(values["finish"] for values in frozen.values())
        baseline.cost = sum((values["fixed_cost"] + values["work_cost"] for values in frozen.values()), Decimal(0))
        baseline.save()
        BaselineTask.objects.filter(baseline=baseline).delete()
        BaselineTask.objects.bulk_create(
            [
                BaselineTask(baseline=baseline, project=self.project, task_id=pk, **values)
                for pk, values in frozen.items()
            ],
            batch_size=BATCH,
        )


def _compared(values: Mapping[str, object]) -> dict[str, object]:
    return {name: values[name] for name in COMPARED}
