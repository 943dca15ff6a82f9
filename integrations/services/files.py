"""Importing one file in one transaction, for page, command and demonstration alike."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from integrations.report import ImportReport
from integrations.services.destination import destination
from integrations.services.plans import Plan, SheetToWrite, plan_file
from integrations.services.renames import named_before, probable
from integrations.workbook import Workbook, WorkbookRefused, open_workbook
from integrations.writing import ImportOptions, ProjectWriter, References, writer_of
from integrations.writing.departures import close_departed
from integrations.writing.transactions import bulk_transaction
from pmo.history import written_by
from portfolio.models import Portfolio

OWN_SOURCE = "import"  # of external keys in files that name no other
Progress = Callable[[int, float | None], None]


def import_file(
    source: str | Path | BinaryIO,
    *,
    actor,
    preset: str = "",
    portfolio_code: str = "",
    as_of: date | None = None,
    dry_run: bool = False,
    name: str = "",
    renames: Mapping[str, str] | None = None,
    create_missing: bool = True,
    overwrite_conflicts: bool = False,
    mappings: Mapping[str, dict] | None = None,
    seen_at: datetime | str | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a CSV or XLSX file, all of it or nothing, and say what happened to every row.

    `preset` names a publication or a kept mapping; empty, a publication is recognised by its columns; "none"
    maps columns by their headers. `mappings` are mappings as JSON by sheet, as the user edited them. `renames`
    maps new external keys to the old ones. Rows changed by somebody else since `seen_at`, when the preview was
    made, are conflicts, like rows whose version is not the file's. `progress(rows, fraction)` is called after
    every batch and may raise to end the run. Raises WorkbookRefused when the file cannot be imported at all.
    """
    if as_of and as_of > timezone.localdate():
        raise WorkbookRefused("future_date", date=date_format(as_of, "SHORT_DATE_FORMAT"))
    with open_workbook(source, name) as book:
        plan = plan_file(book, actor, preset=preset, as_of=as_of, mappings=mappings)
        options = _options(plan, as_of, ImportOptions(
            actor=actor, create_missing=create_missing,
            overwrite_conflicts=overwrite_conflicts, renames=dict(renames or {}),
            progress=_watched(book, plan, progress),
            seen_at=datetime.fromisoformat(seen_at) if isinstance(seen_at, str) else seen_at,
        ))  # fmt: skip
        report = ImportReport(
            file_name=book.name, edition=options.edition, as_of=options.as_of, dry_run=dry_run, seen_at=timezone.now()
        )
        _write_at_once(plan, options, report, portfolio_code)
        report.ignored_sheets = plan.left_out(book)
    return report


def _write_at_once(plan: Plan, options: ImportOptions, report: ImportReport, portfolio_code: str) -> None:
    """Everything in one transaction, which a dry run takes back."""
    context = {"as_of": options.as_of.isoformat()} if options.as_of else {}
    with written_by(options.actor, "import", **context), bulk_transaction():
        _write(plan, options, report, portfolio_code)
        report.sort_problems()
        if report.dry_run:
            transaction.set_rollback(True)


def _options(plan: Plan, as_of: date | None, options: ImportOptions) -> ImportOptions:
    types = {
        (_model_label(sheet.target), key): kind for sheet in plan.sheets for key, kind in sheet.custom_types if kind
    }
    if plan.reading is None:
        return replace(options, source=OWN_SOURCE, as_of=as_of, custom_types=types)
    edition = plan.reading.edition
    return replace(
        options, source=edition.preset, edition=edition.label, as_of=edition.as_of, keyed=True, keeps_reference=True,
    )  # fmt: skip


def _model_label(target: str) -> str:
    from integrations.writing.objects import WRITABLES

    return WRITABLES[target].model._meta.label_lower


def _watched(book: Workbook, plan: Plan, progress: Progress | None) -> Callable[[int], None]:
    done, total = 0, sum(sheet.row_count or 0 for sheet in plan.sheets)

    def report(rows: int) -> None:
        nonlocal done
        done += rows
        if progress:
            read = book.fraction_read()
            progress(done, min(done / total, 1.0) if read is None and total else read)

    return report


def _write(plan: Plan, options: ImportOptions, report: ImportReport, portfolio_code: str) -> None:
    portfolio, is_new = destination(options.actor, portfolio_code, plan.reading, options.as_of)
    if portfolio is not None:
        report.portfolio_id, report.portfolio_code = portfolio.pk, portfolio.code
        if is_new:
            report.add_created("portfolio")
    if plan.reading is not None:
        report.preset = plan.reading.preset.name
    references = References(options.actor, create_missing=options.create_missing, on_created=report.add_created)
    references.portfolio_id = portfolio.pk if portfolio else None
    before = named_before(portfolio, options) if portfolio is not None and not is_new else {}
    for sheet in plan.sheets:
        report.ignored_columns[sheet.name] = list(sheet.ignored)
        writer = writer_of(sheet.target, options, references, report)
        writer.write(sheet.with_defaults(_defaults(sheet, portfolio)))
        if isinstance(writer, ProjectWriter):
            report.renames = probable(before, writer)
    if plan.reading is not None and portfolio is not None:
        report.closed = close_departed(portfolio, options)


def _defaults(sheet: SheetToWrite, portfolio: Portfolio | None) -> dict[str, object]:
    if sheet.target != "project" or portfolio is None:
        return {}
    return {"portfolio": portfolio, "currency": portfolio.currency}
