"""The list of imports, the upload and the template workbook."""

import io

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from integrations import presets
from integrations.forms import UploadForm
from integrations.models import Import, ImportMapping, ImportState
from integrations.services.uploads import keep_upload
from integrations.workbook import WorkbookRefused
from pmo.access import may, may_somewhere
from pmo.paging import BadCursor, paginate
from pmo.views.frame import ReaderView

LISTED = ("file_name", "state", "edition", "as_of", "new", "changed", "unchanged", "rejected", "created_at")


def crumbs(*further: tuple[str, str]) -> list[dict]:
    """From the list of imports to this page."""
    steps = [(_("Imports"), reverse("integrations:import-list")), *further]
    return [{"label": label, "url": url if number < len(steps) else ""} for number, (label, url) in enumerate(steps, 1)]


class ImportingView(ReaderView):
    """A page for whoever may import."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not may_somewhere(request.user, "add", "import"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportList(ReaderView):
    """Past imports: one's own, or all of them for the PMO."""

    def get(self, request):
        rows = Import.objects.allowed(self.reader).select_related("owner", "portfolio")
        rows = rows.only(*LISTED, "owner__name", "owner__email", "portfolio__name")
        try:
            page = paginate(rows, ("-created_at",), size=50, cursor=request.GET.get("cursor", ""))
        except BadCursor:
            page = paginate(rows, ("-created_at",), size=50)
        may_add = may_somewhere(self.reader, "add", "import")
        context = {
            "title": _("Imports"),
            "breadcrumbs": crumbs(),
            "page": page,
            "lines": [(row, ImportState.badge(row.state)) for row in page.rows],
            "may_add": may_add,
            "mappings": ImportMapping.objects.allowed(self.reader) if may_add else (),
        }
        return render(request, "integrations/import_list.html", context)


class ImportCreate(ImportingView):
    """Upload a file; what is no table is refused with what to do about it."""

    def get(self, request):
        return self.answer(UploadForm())

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(form, 422)
        file = form.cleaned_data["file"]
        try:
            row = keep_upload(actor=self.reader, stream=file.file, name=file.name)
        except WorkbookRefused as refusal:
            form.add_error("file", refusal.message)
            return self.answer(form, 413 if refusal.code == "too_large" else 422)
        return redirect("integrations:import-detail", row.pk)

    def answer(self, form, status=200):
        context = {
            "title": _("Import a file"),
            "breadcrumbs": crumbs((_("New"), "")),
            "form": form,
            "limit": settings.IMPORT_MAX_BYTES >> 20,
            "publications": [presets.preset(name).label for name in presets.names()],
        }
        return render(self.request, "integrations/import_create.html", context, status=status)


class TemplateWorkbook(ImportingView):
    """The workbook to fill in, with titles and choices in the language asked for."""

    def get(self, request, language):
        from integrations.template_workbook import write_template

        file = io.BytesIO()
        write_template(file, language)
        file.seek(0)
        with translation.override(language):
            name = _("import-template.xlsx")
        return FileResponse(file, as_attachment=True, filename=name)


class MappingDelete(ImportingView):
    """Forget a kept preset of columns."""

    def post(self, request, pk):
        row = ImportMapping.objects.allowed(self.reader).filter(pk=pk).first()
        if row is not None:
            if not may(self.reader, "delete", row):
                raise PermissionDenied
            row.delete()
        return redirect("integrations:import-list")
