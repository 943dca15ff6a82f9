"""The history of one object: who, when, what changed, from where."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from ..change_log import Reader, events
from .frame import ObjectView

PAGE = 50


class ObjectHistory(ObjectView):
    """Newest first, fifty entries at a time."""

    def get(self, request, **kwargs):
        row = self.get_row("view")
        rows = events(self.model, pgh_obj_id=row.pk)
        before = request.GET.get("before", "")
        if before.isdigit():
            rows = rows.filter(pgh_id__lt=int(before))
        found = list(rows[: PAGE + 1])
        context = {
            "pages": self.pages,
            "object": row,
            "title": _("History of %(object)s") % {"object": row},
            "breadcrumbs": self.breadcrumbs(row, last=_("History")),
            "entries": Reader(self.reader, hidden=self.hidden_fields(row)).entries(self.model, found[:PAGE]),
            "before": found[PAGE - 1].pgh_id if len(found) > PAGE else None,
        }
        template = "generic/history.html"
        return render(request, f"{template}#list" if request.htmx else template, context)
