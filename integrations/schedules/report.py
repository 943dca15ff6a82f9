"""What an import of a plan did, task by task, and what could not be taken over. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from integrations.project_xml import CellProblem
from integrations.schedules.wording import problem_words, row_words

NEW, CHANGED, UNCHANGED, REJECTED, GONE = "new", "changed", "unchanged", "rejected", "gone"
OUTCOMES = (NEW, CHANGED, UNCHANGED, REJECTED, GONE)
"""Gone: imported before and no longer in the file. It stays; whoever imports decides."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task. `fields` are those that changed, by name."""

    uid: int
    name: str
    outcome: str
    fields: tuple[str, ...] = ()


@dataclass
class ScheduleReport:
    """Counts by kind of object, the outcome of every task, problems of the file and of the plan."""

    file_name: str = ""
    kind: str = ""
    dry_run: bool = False
    counts: dict[str, Counter] = field(default_factory=dict)
    tasks: list[Outcome] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    plan_problems: list[str] = field(default_factory=list)
    start: str = ""
    finish: str = ""

    def count(self, what: str, outcome: str, number: int = 1) -> None:
        """Note what became of some rows of one kind: task, link, calendar, baseline or assignment."""
        if number:
            self.counts.setdefault(what, Counter())[outcome] += number

    def add(self, outcome: Outcome) -> None:
        """Note what became of a task."""
        self.tasks.append(outcome)
        self.count("task", outcome.outcome)

    def report(self, code: str, row: str, element: str = "", value: object = "") -> None:
        """Note what could not be taken over."""
        self.problems.append(CellProblem(code, row, element, str(value)[:120]))

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the file was here already."""
        return not any(counts[NEW] or counts[CHANGED] or counts["removed"] for counts in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """For the command line."""
        return {
            "file": self.file_name,
            "kind": self.kind,
            "dry_run": self.dry_run,
            "counts": {what: dict(counts) for what, counts in self.counts.items()},
            "start": self.start,
            "finish": self.finish,
            "tasks": [
                {"uid": each.uid, "name": each.name, "outcome": each.outcome, "fields": list(each.fields)}
                for each in self.tasks
            ],
            "problems": [
                {
                    "code": each.code,
                    "row": row_words(each.row),
                    "field": each.element,
                    "value": each.value,
                    "message": problem_words(each),
                }
                for each in self.problems
            ],
            "plan_problems": self.plan_problems,
        }
