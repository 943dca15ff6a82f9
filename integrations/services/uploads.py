"""Uploaded files on their way: kept as they came, read for their columns, previewed, imported. Jobs call these."""

import hashlib
import uuid
from dataclasses import asdict
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from integrations import presets
from integrations.models import Import, ImportState
from integrations.report import OUTCOMES, ImportReport
from integrations.services.files import import_file
from integrations.services.plans import NO_PRESET, proposed_sheets
from integrations.workbook import Workbook, WorkbookRefused, open_workbook
from integrations.workbook.signatures import kind_of
from integrations.workbook.spreadsheet import refuse_unsafe_archive
from pmo.job_progress import JobCancelled, Progress
from pmo.jobs import start

READ, PREVIEW, RUN = "integrations.read", "integrations.preview", "integrations.run"
TITLES = {PREVIEW: gettext_lazy("Preview of %(name)s"), RUN: gettext_lazy("Import of %(name)s")}
READY_TO_RUN = (ImportState.PREVIEWED, ImportState.CANCELLED, ImportState.FAILED)


class NotReady(Exception):
    """The import is in a state, or has a job under way, in which this step cannot be taken."""


def keep_upload(*, actor, stream: BinaryIO, name: str) -> Import:
    """Keep an uploaded file and start reading its columns. Raises WorkbookRefused for what is no table."""
    size = stream.seek(0, 2)
    if size > settings.IMPORT_MAX_BYTES:
        raise WorkbookRefused("too_large", limit=settings.IMPORT_MAX_BYTES >> 20)
    kind = kind_of(stream)
    if kind == "xlsx":
        refuse_unsafe_archive(stream)
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    stream.seek(0)
    row = Import(owner=actor, file_name=name[-250:], size=size, sha256=digest)
    row.file.save(f"{uuid.uuid4().hex}.{'csv' if kind == 'text' else 'xlsx'}", File(stream), save=False)
    with transaction.atomic():
        row.save()
        row.job = start(READ, owner=actor, title=name, id=row.pk)
        row.save(update_fields=["job"])
    return row


def read_columns(row: Import) -> None:
    """Find out what the file holds: the publication it is an edition of, and the columns of its sheets."""
    with row.file.open("rb") as stream, open_workbook(stream, row.file_name) as book:
        publication = presets.detect(book)
        row.preset = publication.name if publication else NO_PRESET
        row.sheets = [_sheet(plan) for plan in proposed_sheets(book)] if publication is None else _sheets_or_none(book)
        if publication is not None:
            _date(row, publication, book)
    row.state, row.message = ImportState.READ, ""
    row.save()


def _sheets_or_none(book: Workbook) -> list[dict]:
    """An edition can be mapped by hand too, unless its columns mean nothing to us."""
    try:
        return [_sheet(plan) for plan in proposed_sheets(book)]
    except WorkbookRefused:
        return []


def _sheet(plan) -> dict:
    return {
        "name": plan.sheet,
        "target": plan.mapping.target,
        "row_count": plan.table.sheet.row_count,
        "columns": [asdict(column) for column in plan.mapping.columns],
    }


def _date(row: Import, publication, book: Workbook) -> None:
    try:
        edition = publication.read(book).edition
    except WorkbookRefused:
        return  # it does not say; the user will
    row.edition, row.as_of = edition.label, edition.as_of


def start_step(row: Import, step: str, *, actor) -> Import:
    """Queue the preview or the run of an import. Raises NotReady."""
    with transaction.atomic():
        row = Import.objects.select_for_update(of=("self",)).select_related("job").get(pk=row.pk)
        if is_busy(row) or (step == RUN and row.state not in READY_TO_RUN) or row.state == ImportState.DONE:
            raise NotReady
        row.job = start(step, owner=actor, title=TITLES[step] % {"name": row.file_name}, id=row.pk)
        row.save(update_fields=["job"])
    return row


def is_busy(row: Import) -> bool:
    return row.job is not None and row.job.finished_at is None


def preview(row: Import, progress: Progress) -> ImportReport:
    """What an import would do; nothing of it is kept."""
    report = _imported(row, progress, dry_run=True)
    _keep(row, report, ImportState.PREVIEWED)
    return report


def run(row: Import, progress: Progress) -> ImportReport:
    """The import itself and the note that it is done, in one transaction."""
    try:
        with transaction.atomic():
            report = _imported(row, progress, dry_run=False)
            row.portfolio_id, row.imported_at = report.portfolio_id, timezone.now()
            _keep(row, report, ImportState.DONE)
            progress.confirm()
    except JobCancelled:
        Import.objects.filter(pk=row.pk).update(state=ImportState.CANCELLED)
        raise
    return report


def _imported(row: Import, progress: Progress, *, dry_run: bool) -> ImportReport:
    seen_at = None if dry_run else row.report.get("seen_at")
    with row.file.open("rb") as stream:
        return import_file(
            stream, actor=row.owner, name=row.file_name, preset=row.preset, mappings=row.mapping or None,
            portfolio_code=row.portfolio.code if row.portfolio else row.portfolio_code, as_of=row.as_of,
            dry_run=dry_run, renames=row.renames, create_missing=row.create_missing, seen_at=seen_at,
            overwrite_conflicts=row.overwrite_conflicts, progress=_shown(progress),
        )  # fmt: skip


def _shown(progress: Progress):
    def report(rows: int, fraction: float | None) -> None:
        if fraction is None:
            progress.report(rows)
        else:
            progress.report(int(fraction * 1000), 1000)

    return report


def _keep(row: Import, report: ImportReport, state: str) -> None:
    row.state, row.edition, row.message = state, report.edition, ""
    row.report = report.as_json()
    for outcome in OUTCOMES:
        setattr(row, outcome, report.total(outcome))
    row.save()
