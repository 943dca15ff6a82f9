"""One import on its way: columns to check, preview to confirm, running, result. Each state has its template."""

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from integrations.forms import DestinationForm, SheetForm, preset_choices
from integrations.models import Import, ImportMapping, ImportState
from integrations.services.columns import as_chosen, sheets_as_asked
from integrations.services.plans import NO_PRESET
from integrations.services.uploads import PREVIEW, RUN, NotReady, is_busy, start_step
from integrations.views.results import result_context
from integrations.views.uploads import crumbs
from pmo.access import may, may_add
from pmo.cells import csv_cell
from pmo.views.frame import ReaderView
from pmo.views.jobs import job_context

TEMPLATES = {
    ImportState.UPLOADED: "integrations/import_waiting.html",
    ImportState.READ: "integrations/import_columns.html",
    ImportState.PREVIEWED: "integrations/import_preview.html",
    ImportState.DONE: "integrations/import_result.html",
}


class ImportView(ReaderView):
    """A page about one import."""

    def get_row(self, action: str = "view") -> Import:
        row = Import.objects.allowed(self.reader).select_related("owner", "portfolio", "job").filter(
            pk=self.kwargs["pk"]
        ).first()  # fmt: skip
        if row is None:
            raise Http404
        if action != "view" and not may(self.reader, action, row):
            raise PermissionDenied
        return row

    def base_context(self, row: Import) -> dict:
        context = {
            "row": row,
            "title": row.file_name,
            "breadcrumbs": crumbs((row.file_name, "")),
            "badge": ImportState.badge(row.state),
            "may_change": may(self.reader, "change", row),
        }
        if row.job is not None and (is_busy(row) or row.job.state in ("failed", "cancelled")):
            context["job"] = job_context(row.job, reload=True)
        return context


class ImportDetail(ImportView):
    """Wherever the import stands now."""

    def get(self, request, pk):
        row = self.get_row()
        context = self.base_context(row)
        if is_busy(row) or row.state not in (ImportState.READ, ImportState.PREVIEWED, ImportState.DONE):
            return render(request, TEMPLATES[ImportState.UPLOADED], context)
        if row.state == ImportState.READ:
            context |= columns_context(self.reader, row)
        else:
            context |= result_context(self.reader, row, request.GET)
        return render(request, TEMPLATES[row.state], context)


class ImportColumns(ImportView):
    """Check and change what the columns mean; saving starts the preview."""

    def get(self, request, pk):
        row = self.get_row("change")
        if row.state == ImportState.DONE or (not row.sheets and row.preset == NO_PRESET):
            return redirect("integrations:import-detail", pk)
        context = self.base_context(row) | columns_context(self.reader, row)
        return render(request, TEMPLATES[ImportState.READ], context)

    def post(self, request, pk):
        row = self.get_row("change")
        presets = {name for name, _label in preset_choices(self.reader, row)}
        sheets, preset = sheets_as_asked(self.reader, row, request.POST, presets)
        if "again" in request.GET:
            context = columns_context(self.reader, row, sheets=sheets, preset=preset)
            return render(request, TEMPLATES[ImportState.READ], self.base_context(row) | context)
        context = columns_context(self.reader, row, request.POST, sheets=sheets, preset=preset)
        if not all([context["form"].is_valid(), *(form.is_valid() for form in context["sheets"])]):
            template = TEMPLATES[ImportState.READ]
            return render(request, template, self.base_context(row) | context, status=422)
        self._save(row, context, preset)
        try:
            start_step(row, PREVIEW, actor=self.reader)
        except NotReady:
            messages.warning(request, _("This import is at work already."))
        return redirect("integrations:import-detail", pk)

    def _save(self, row: Import, context: dict, preset: str) -> None:
        form = context["form"]
        by_sheet = {each.sheet["name"]: mapping for each in context["sheets"] if (mapping := each.mapping())}
        row.mapping, row.preset = by_sheet, preset if not by_sheet else NO_PRESET
        row.renames, row.overwrite_conflicts = {}, False
        form.save()
        if form.cleaned_data["keep_as"] and by_sheet:
            self._keep(form.cleaned_data["keep_as"], by_sheet)

    def _keep(self, name: str, by_sheet: dict) -> None:
        """By target rather than by sheet: the next file calls its sheets otherwise."""
        found = ImportMapping.objects.allowed(self.reader).filter(name__iexact=name).first() or ImportMapping(name=name)
        if not (may(self.reader, "change", found) if found.pk else may_add(self.reader, found)):
            raise PermissionDenied
        found.columns = {mapping["target"]: mapping for mapping in by_sheet.values()}
        found.full_clean()
        found.save()


def columns_context(user, row: Import, data=None, *, sheets=None, preset: str = "") -> dict:
    """The forms of the page on which columns are checked."""
    preset = preset or (row.preset if not row.mapping else NO_PRESET)
    if sheets is None:
        sheets = (
            [as_chosen(sheet, row.mapping.get(sheet["name"])) for sheet in row.sheets] if row.mapping else row.sheets
        )
        sheets = [] if preset != NO_PRESET else sheets
    return {
        "form": DestinationForm(data, instance=row, user=user),
        "sheets": [SheetForm(data, sheet=sheet, prefix=f"sheet{number}") for number, sheet in enumerate(sheets)],
        "preset": preset,
        "preset_choices": preset_choices(user, row),
        "by_hand": preset == NO_PRESET,
    }


class ImportConfirm(ImportView):
    """The preview's answers: confirmed renames and conflicts to overwrite make a new preview, else the import runs."""

    def post(self, request, pk):
        row = self.get_row("change")
        renames = dict(pair.split("\t", 1) for pair in request.POST.getlist("rename") if "\t" in pair)
        known = {each["new_key"]: each["old_key"] for each in row.report.get("renames", [])}
        renames = row.renames | {new: old for new, old in renames.items() if known.get(new) == old}
        overwrite = "overwrite" in request.POST
        step = RUN if (renames, overwrite) == (row.renames, row.overwrite_conflicts) else PREVIEW
        row.renames, row.overwrite_conflicts = renames, overwrite
        row.save(update_fields=["renames", "overwrite_conflicts"])
        try:
            start_step(row, step, actor=self.reader)
        except NotReady:
            messages.warning(request, _("This import is at work already."))
        return redirect("integrations:import-detail", pk)


class ImportDelete(ImportView):
    """Forget an import that has not run, with its file. What was imported stays, and so does the note of it."""

    def post(self, request, pk):
        row = self.get_row("change")
        if row.state == ImportState.DONE or is_busy(row):
            messages.warning(request, _("An import that has run, or is at work, is kept."))
            return redirect("integrations:import-detail", pk)
        row.file.delete(save=False)
        row.delete()
        return redirect("integrations:import-list")


class ImportProblems(ImportView):
    """Every reported cell as CSV, to be put right in the program the file comes from."""

    def get(self, request, pk):
        row = self.get_row()
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="import-{row.pk}-problems.csv"'
        french = request.LANGUAGE_CODE == "fr"
        if french:
            response.write("\ufeff")
        writer = csv.writer(response, delimiter=";" if french else ",")
        writer.writerow([_("Sheet"), _("Row"), _("Column"), _("Value"), _("Reason")])
        for problem in row.report.get("problems", []):
            cells = (problem["sheet"], problem["row"], problem["column"], problem["value"], problem["reason"])
            writer.writerow([csv_cell(cell, request.LANGUAGE_CODE) for cell in cells])
        return response
