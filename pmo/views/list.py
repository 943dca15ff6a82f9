"""Lists: filter, sort, page by key, sums under the filter; the same rows for page, panel and export."""

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..access import may_somewhere
from ..filters import RESERVED
from ..models import SavedView
from ..paging import BadCursor, paginate
from .frame import ObjectView

PAGE_SIZES = (25, 50, 100, 200)


class FilteredView(ObjectView):
    """A view over the rows that the address's filter leaves."""

    def filterset(self):
        return self.pages.filterset(self.request.GET, queryset=self.rows(), user=self.reader)

    def filtered(self):
        """(filterset, rows). An invalid filter leaves no rows, so that nobody takes them for the answer."""
        filterset = self.filterset()
        if not filterset.form.is_valid():
            return filterset, filterset.queryset.none()
        return filterset, filterset.qs

    def order(self) -> tuple[str, ...]:
        try:
            return self.pages.filterset.order(self.request.GET.get("ordering", ""), self.pages.table.default_order)
        except KeyError:
            return self.pages.table.default_order

    def table(self, filterset):
        return self.pages.table(
            user=self.reader,
            organisation=self.request.organisation,
            urls=_address,
            chosen=self.request.GET.getlist("columns"),
            custom=filterset.custom_definitions,
        )


def _address(row) -> str:
    from ..pages import url_of

    return url_of(row)


class ObjectList(FilteredView):
    """The list page, or only its list part for htmx."""

    template_name = "generic/object_list.html"

    def get(self, request, **kwargs):
        self.require_somewhere("view")
        if self.htmx_target.startswith("filter-grid"):
            return render(request, "generic/list_filters.html", self.filters())
        context = self.context()
        template = f"{self.template_name}#list" if request.htmx and not request.htmx.boosted else self.template_name
        return render(request, template, context)

    def filters(self) -> dict:
        """The fields behind the button "Filters", asked for when its sheet opens: twenty cost more than fifty rows."""
        filterset, panel = self.filterset(), self.request.GET.get("panel", "")
        form = filterset.whole_form()
        offered = [form[name] for name in form.fields if name not in RESERVED | {"q", panel}]
        return {"pages": self.pages, "filterset": filterset, "fields": offered, "panel_of": panel}

    def context(self) -> dict:
        filterset, rows = self.filtered()
        kind = self.model.access.kind
        table, ordering = self.table(filterset), self.request.GET.get("ordering", "")
        # A list on the page of a project does not repeat that project in every row, nor among the filters.
        panel = self.request.GET.get("panel", "")
        table.shown = [column for column in table.shown if column.name != panel]
        page, sums = self._page(rows, table)
        urls = self._urls()
        may_edit = may_somewhere(self.reader, "change", kind)
        may_change = bool(may_edit and table.bulk_fields and "bulk_update" in urls)
        may_delete = may_somewhere(self.reader, "delete", kind) and "bulk_delete" in urls
        in_place = may_edit and self.pages.views.get("cell", True)
        return {
            "pages": self.pages,
            "title": self.pages.label,
            "breadcrumbs": self.breadcrumbs(),
            "filterset": filterset,
            "active_filters": {name: values for name, values in filterset.active().items() if name != panel},
            "table": table,
            "headers": table.headers(filterset.orderings(), ordering),
            "body": table.body(page.rows, chosen=may_change or may_delete, edited=in_place),
            "page": page,
            "sums": sums,
            "query": self._query(),
            "ordering": ordering,
            "narrowed": self._narrowed(filterset, panel),
            "panel_of": panel,
            "urls": urls,
            "may_add": may_somewhere(self.reader, "add", kind),
            "may_change": may_change,
            "may_delete": may_delete,
            "saved_views": self._saved_views(),
        }

    def _narrowed(self, filterset, panel: str) -> bool:
        """Whether filters leave rows out beside those that the menu opens the list with."""
        opening = QueryDict(self.pages.opening.lstrip("?"))
        active = filterset.active()
        return any(name != panel and values != opening.getlist(name) for name, values in active.items())

    def _page(self, rows, table):
        """One page of rows, and the count and sums of all of them: a second query only where there are more."""
        cursor = self.request.GET.get("cursor", "")
        page = self._paginate(table.narrowed(rows, self.order()), cursor)
        summed = [column for column in table.shown if getattr(column, "summed", False)]
        further = table.further_sums()
        if not (cursor or page.next_cursor or further):
            found = {
                column.name: [value for row in page.rows if (value := column.value(row)) is not None]
                for column in summed
            }
            return page, {"count": len(page.rows)} | {name: sum(one) if one else None for name, one in found.items()}
        sums = {column.name: Sum(column.path or column.name) for column in summed}
        return page, rows.order_by().aggregate(count=Count("pk"), **further, **sums)

    def _paginate(self, rows, cursor: str):
        try:
            return paginate(rows, self.order(), size=self._size(), cursor=cursor, total=False)
        except BadCursor:
            messages.warning(self.request, _("That page of the list no longer exists; this is its beginning."))
            return paginate(rows, self.order(), size=self._size(), total=False)

    def _size(self) -> int:
        wanted = self.request.GET.get("page_size", "")
        if wanted.isdigit() and int(wanted) in PAGE_SIZES:
            return int(wanted)
        # Fifty rows are fourteen screens of a phone, which says what it is by this word.
        return 25 if "Mobi" in self.request.headers.get("User-Agent", "") else 50

    def _query(self) -> str:
        """The address's parameters without the cursor, for links that keep the filter."""
        kept = self.request.GET.copy()
        kept.pop("cursor", None)
        return kept.urlencode()

    def _urls(self) -> dict:
        verbs = ("list", "create", "bulk-update", "bulk-delete")
        urls = {verb.replace("-", "_"): self.pages.url(verb) for verb in verbs if self.pages.views.get(verb, True)}
        if self.pages.views.get("export", True):
            urls |= {"csv": self.pages.url("export", "csv"), "xlsx": self.pages.url("export", "xlsx")}
        return urls

    def _saved_views(self):
        return list(
            SavedView.objects.filter(list_name=self.pages.name("list"), owner=self.reader)
            | SavedView.objects.filter(list_name=self.pages.name("list"), shared=True)
        )
