"""Write the tasks of a `ProjectDocument` as CSV in the format of a language, row by row."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from datetime import datetime

from integrations.plan_table.headings import TITLES, constraint_words, title
from integrations.plan_table.quantities import Scale, Spelling
from integrations.project_xml import DocumentTask, ProjectDocument
from pmo.cells import csv_cell

YES_OR_NO = {"en": ("No", "Yes"), "fr": ("Non", "Oui")}
Cell = str | int | datetime | None


class _Echo:
    """A file that hands back what is written, for csv.writer."""

    def write(self, text: str) -> str:
        return text


def write_plan_table(document: ProjectDocument, language: str) -> Iterator[bytes]:
    """Lines of the table: French with semicolons, decimal commas and a byte order mark; else English."""
    language = "fr" if language == "fr" else "en"
    scale = Scale(document.minutes_per_day, document.minutes_per_week, document.days_per_month)
    spelling, writer = Spelling(language, scale), csv.writer(_Echo(), delimiter=";" if language == "fr" else ",")
    numbers = {task.uid: task.row or task.uid for task in document.tasks}
    yield codecs.BOM_UTF8 if language == "fr" else b""
    yield writer.writerow([title(field, language) for field in TITLES]).encode()
    for task in document.tasks:
        if task.level > 0:
            cells = [*_identity(task), *_dates(task, spelling, numbers), *_progress(task, spelling)]
            yield writer.writerow([csv_cell(cell, language) for cell in cells]).encode("utf-8", "replace")


def _identity(task: DocumentTask) -> list[Cell]:
    return [task.row or task.uid, task.uid, task.guid, task.wbs, task.level, task.name]


def _dates(task: DocumentTask, spelling: Spelling, numbers: dict[int, int]) -> list[Cell]:
    start = task.manual_start if task.is_manual else task.calculated.start
    finish = task.manual_finish if task.is_manual else task.calculated.finish
    duration = None
    if task.duration is not None:
        duration = spelling.duration(task.duration, task.unit, task.is_elapsed, task.is_estimated)
    links = [spelling.link(numbers[link.predecessor], link) for link in task.links if link.predecessor in numbers]
    constraint = constraint_words(task.constraint, spelling.language)
    return [duration, start, finish, ";".join(links), constraint, task.constraint_date, task.deadline]


def _progress(task: DocumentTask, spelling: Spelling) -> list[Cell]:
    remaining = None if task.remaining is None else spelling.duration(task.remaining, task.unit, task.is_elapsed)
    words = YES_OR_NO[spelling.language]
    flags = [words[task.is_milestone], words[task.is_manual]]
    return [task.percent_complete, task.actual_start, task.actual_finish, remaining, *flags, task.notes]
