"""Search over everything: a page, and the same hits while the reader types."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from pmo.views.frame import ReaderView

from ..search import SHORTEST, search


class Search(ReaderView):
    template_name = "reporting/search.html"

    def get(self, request):
        text = " ".join(request.GET.get("q", "").split())[:100]
        context = {
            "title": _("Search"),
            "breadcrumbs": [{"label": _("Search"), "url": ""}],
            "text": text,
            "too_short": len(text) < SHORTEST,
            "groups": search(self.reader, text),
        }
        part = "#hits" if request.htmx and not request.htmx.boosted else ""
        return render(request, self.template_name + part, context)
