"""The access review on a page and as a file, for administrators, officers and auditors."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.views.frame import ReaderView

from ..access_review import narrowed, review
from ..forms.review import ReviewForm
from ..review_export import csv_response, xlsx_response
from ..review_rows import cells, head, rows_of
from .user import require_accounts

PAGE_SIZE = 100


class AccessReview(ReaderView):
    """`?day=&user=&role=&project=&portfolio=`; `format=csv` or `xlsx` gives the file."""

    def get(self, request):
        require_accounts(self.reader)
        typed = request.GET.copy()
        typed.setdefault("day", timezone.localdate().isoformat())
        form = ReviewForm(typed, reader=self.reader)
        if not form.is_valid():
            return render(request, "accounts/access_review.html", self.context(form, None, []), status=400)
        found = self.found(form.cleaned_data)
        rows = rows_of(found.grants, found.moment)
        if request.GET.get("format") in ("csv", "xlsx"):
            return self.file(found.day, rows)
        return render(request, "accounts/access_review.html", self.context(form, found, rows))

    def found(self, chosen):
        keys = {f"{name}_id": getattr(chosen[name], "pk", None) for name in ("user", "project", "portfolio")}
        return narrowed(review(chosen["day"], today=timezone.localdate()), role=chosen["role"], **keys)

    def file(self, day, rows):
        name, title = _("access-review") + f"-{day.isoformat()}", _("Access review")
        lines = (cells(row) for row in rows)
        if self.request.GET["format"] == "csv":
            return csv_response(head(), lines, f"{name}.csv")
        return xlsx_response(head(), lines, f"{name}.xlsx", title)

    def context(self, form, found, rows) -> dict:
        kept = self.request.GET.copy()
        kept.pop("page", None)
        kept.pop("format", None)
        return {
            "title": _("Access review"),
            "breadcrumbs": [{"label": _("Access review"), "url": ""}],
            "form": form,
            "found": found,
            "page": Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("page")),
            "head": head(),
            "query": kept.urlencode(),
        }
