"""Search over everything: a page, and the same hits while the reader types."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from pmo.views.frame import ReaderView

from ..search import PER_NOUN, SHORTEST, search

# Under the search field of the top bar.
BRIEF = 3


class Search(ReaderView):
    template_name = "reporting/search.html"

    def get(self, request):
        text = " ".join(request.GET.get("q", "").split())[:100]
        context = {
            "title": _("Search"),
            "breadcrumbs": [{"label": _("Search"), "url": ""}],
            "text": text,
            "too_short": len(text) < SHORTEST,
            "groups": search(self.reader, text, per_noun=BRIEF if self.htmx_target == "topbar-hits" else PER_NOUN),
        }
        part = "#hits" if request.htmx and not request.htmx.boosted else ""
        if self.htmx_target == "topbar-hits":
            part = "#brief"
        return render(request, self.template_name + part, context)
