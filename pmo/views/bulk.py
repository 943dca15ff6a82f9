"""Many rows at once: every one is checked first, and either all are changed or none."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..writing import delete_object
from .frame import ObjectView

LIMIT = 1000


class Refused(Exception):
    """Rolls back; carries (row, message) of each row that could not be changed."""

    def __init__(self, refusals):
        super().__init__()
        self.refusals = refusals


class ObjectBulk(ObjectView):
    """The chosen rows, all of which the reader must be allowed to act on."""

    def chosen(self, action: str):
        """Rows by the posted ids; 403 when one of them is seen but may not be acted on."""
        ids = {int(one) for one in self.request.POST.getlist("ids") if one.isdigit()}
        rows = list(self.rows().with_permissions(self.reader, action).filter(pk__in=sorted(ids)[:LIMIT]))
        if not all(getattr(row, f"may_{action}") for row in rows):
            raise PermissionDenied
        if refused := next(filter(None, (getattr(row, "refusal", str)() for row in rows)), ""):
            raise PermissionDenied(refused)
        return rows

    def back(self):
        query = self.request.POST.get("query", "")
        return HttpResponseRedirect(self.pages.url("list") + (f"?{query}" if query else ""))

    def respond(self, rows, form, refusals=(), status=200):
        context = {
            "pages": self.pages, "rows": rows, "form": form, "refusals": refusals, "limit": LIMIT,
            "title": self.title(rows), "breadcrumbs": self.breadcrumbs(last=self.title(rows)),
            "query": self.request.POST.get("query", ""),
        }  # fmt: skip
        return render(self.request, self.template_name, context, status=status)


class ObjectBulkUpdate(ObjectBulk):
    """First post: the form for the chosen rows. With `confirm`: apply the fields that were ticked."""

    template_name = "generic/bulk_update.html"

    def title(self, rows) -> str:
        return ngettext("Edit %(count)s object", "Edit %(count)s objects", len(rows)) % {"count": len(rows)}

    def post(self, request, **kwargs):
        rows = self.chosen("change")
        if not rows:
            messages.warning(request, _("Choose at least one row first."))
            return self.back()
        names = [name for name in request.POST.getlist("fields") if name in self.pages.table.bulk_fields]
        if "confirm" not in request.POST or not names:
            return self.respond(rows, self._form(self.model()))
        try:
            self._apply(rows, names)
        except Refused as refused:
            return self.respond(rows, self._form(self.model(), request.POST), refused.refusals, status=422)
        text = ngettext("%(count)s object is changed.", "%(count)s objects are changed.", len(rows))
        messages.success(request, text % {"count": len(rows)})
        return self.back()

    def _form(self, row, data=None, names=None):
        form = self.pages.form(data, instance=row, user=self.reader)
        for name in set(form.fields) - set(names or self.pages.table.bulk_fields):
            del form.fields[name]
        form.custom_definitions = []
        for field in form.fields.values():
            field.required = field.required and names is not None
        return form

    @transaction.atomic
    def _apply(self, rows, names) -> None:
        refusals = []
        for row in rows:
            form = self._form(row, self.request.POST, names)
            if form.is_valid():
                form.save()
            else:
                refusals.append((row, [error for errors in form.errors.values() for error in errors]))
        if refusals:
            raise Refused(refusals)


class ObjectBulkDelete(ObjectBulk):
    """First post: what will go. With `confirm`: into the bin."""

    template_name = "generic/bulk_delete.html"

    def title(self, rows) -> str:
        return ngettext("Delete %(count)s object", "Delete %(count)s objects", len(rows)) % {"count": len(rows)}

    def post(self, request, **kwargs):
        rows = self.chosen("delete")
        if not rows:
            messages.warning(request, _("Choose at least one row first."))
            return self.back()
        if "confirm" not in request.POST:
            return self.respond(rows, None)
        try:
            self._apply(rows)
        except Refused as refused:
            return self.respond(rows, None, refused.refusals, status=409)
        text = ngettext("%(count)s object is in the bin.", "%(count)s objects are in the bin.", len(rows))
        messages.success(request, text % {"count": len(rows)})
        return self.back()

    @transaction.atomic
    def _apply(self, rows) -> None:
        refusals = []
        for row in rows:
            try:
                delete_object(row, actor=self.reader)
            except ProtectedError:
                refusals.append((row, [_("Other objects still refer to this one. Change or delete them first.")]))
        if refusals:
            raise Refused(refusals)
