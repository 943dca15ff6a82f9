"""What all views of objects share: signed in, rows the reader may see, breadcrumbs."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.views.generic import View

from ..access import as_flag, condition, holdings, link_flag, may_somewhere, sees_link
from ..pages import pages_of, url_of
from ..roles import SCOPED_KINDS


class ReaderView(LoginRequiredMixin, View):
    """Any page for somebody who is signed in."""

    @property
    def reader(self):
        return self.request.user

    @property
    def htmx_target(self) -> str:
        return self.request.htmx.target or "" if self.request.htmx else ""


class ObjectView(ReaderView):
    """A page about the rows of one model; `pages` is its declaration."""

    pages = None
    action = "view"

    @property
    def model(self):
        return self.pages.model

    def rows(self):
        """The rows the reader may see, as a list shows them."""
        return self.model.objects.allowed(self.reader).for_list().for_reader(self.reader)

    def require_somewhere(self, action: str) -> None:
        """403 for whoever may do this to no row of this kind at all."""
        if not may_somewhere(self.reader, action, self.model.access.kind) and not self.owns_rows(action):
            raise PermissionDenied

    def owns_rows(self, action: str) -> bool:
        """Rows may also be open because they name the reader as their owner."""
        owned = any(action in held.grants.own for held in holdings(self.reader))
        return owned and self.model.access.owner is not None and action == "view"

    def get_row(self, action: str):
        """The row with `may_change` and `may_delete`; 404 if it may not be seen, 403 if not acted upon."""
        rows = self.model.objects.allowed(self.reader).for_detail().for_reader(self.reader)
        asked = {"change", "delete", action, *(verb.action for verb in self.pages.verbs)} - {"view"}
        rows = rows.with_permissions(self.reader, *sorted(asked)).annotate(**self.flags(), **self.sees_links())
        row = rows.filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        if action != "view" and not getattr(row, f"may_{action}"):
            raise PermissionDenied
        return row

    def get_writable(self, action: str):
        """The row, unless it never changes any more (403 with the reason)."""
        row = self.get_row(action)
        if not self.is_writable(row):
            raise PermissionDenied(row.refusal())
        return row

    def is_writable(self, row) -> bool:
        return bool(row.may_change or row.may_delete) and not getattr(row, "refusal", str)()

    def flags(self) -> dict:
        """Further permissions that a page asks of its row, as annotations in the same query."""
        if not getattr(self.model, "amounts", None):
            return {}
        return {"sees_money": as_flag(condition(self.reader, "view", self.model.access, "money"))}

    def sees_links(self) -> dict:
        """Whether the reader may see each linked object, as columns of the row's own query: see `sees_link`."""
        return {
            f"sees_link_{field.name}": link_flag(self.reader, field.name, field.related_model)
            for field in self.model._meta.concrete_fields
            if field.is_relation and field.related_model.access.kind in SCOPED_KINDS
        }

    def hidden_fields(self, row) -> frozenset[str]:
        """Amounts in rows of another kind than money, for who may not see the money."""
        return frozenset() if getattr(row, "sees_money", True) else self.model.amounts

    def breadcrumbs(self, row=None, last: str = "") -> list[dict]:
        """Parent list, parent, this list, the row, the verb; the last one without address."""
        crumbs = []
        parent = getattr(row, self.pages.parent, None) if row is not None and self.pages.parent else None
        if parent is not None and not sees_link(row, self.pages.parent, self.reader):
            parent = None
        around = pages_of(type(parent)) if parent is not None else None
        if around:
            crumbs += [
                {"label": around.label, "url": around.start_url()},
                {"label": str(parent), "url": url_of(parent)},
            ]
        crumbs.append({"label": self.pages.label, "url": self.pages.start_url()})
        if row is not None and row.pk:
            crumbs.append({"label": str(row), "url": self.pages.url("detail", row.pk)})
        if last:
            crumbs.append({"label": last, "url": ""})
        crumbs[-1] = {"label": crumbs[-1]["label"], "url": ""}
        return crumbs
