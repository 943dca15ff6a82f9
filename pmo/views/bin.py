"""The bin: what was deleted, by whom, and back again."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ..bin import CannotRestore, restore
from ..models import BinEntry
from ..pages import url_of
from ..paging import BadCursor, paginate
from .frame import ReaderView


class BinList(ReaderView):
    """Deleted objects: one's own, or all of them for the PMO."""

    def get(self, request):
        rows = BinEntry.objects.allowed(self.reader).select_related("deleted_by").defer("rows", "detached")
        try:
            page = paginate(rows, ("-deleted_at",), size=50, cursor=request.GET.get("cursor", ""))
        except BadCursor:
            page = paginate(rows, ("-deleted_at",), size=50)
        context = {"title": _("Bin"), "breadcrumbs": [{"label": _("Bin"), "url": ""}], "page": page, "query": ""}
        return render(request, "generic/bin.html", context)


class BinRestore(ReaderView):
    """Put one object back with all its rows."""

    def post(self, request, pk):
        entry = BinEntry.objects.allowed(self.reader).filter(pk=pk).first()
        if entry is None:
            raise Http404
        try:
            row = restore(entry, actor=self.reader)
        except CannotRestore as error:
            messages.error(request, _("Not restored: %(reason)s") % {"reason": error})
            return redirect("bin-list")
        messages.success(request, _("%(object)s is restored.") % {"object": row})
        return HttpResponseRedirect(url_of(row) or "/")
