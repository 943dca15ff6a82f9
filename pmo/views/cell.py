"""One field edited in place, in a list or on a page."""

import json

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .. import display
from ..custom_fields import PREFIX
from ..writing import Stale
from .detail import show, show_custom
from .frame import ObjectView


class ObjectCell(ObjectView):
    """GET gives the input, POST saves and gives the value again; the form's own rules hold."""

    def get(self, request, **kwargs):
        row = self.get_writable("change")
        form = self._form(row)
        return self._value(row) if "cancel" in request.GET else self._input(form, row)

    def post(self, request, **kwargs):
        row = self.get_writable("change")
        form = self._form(row, request.POST)
        try:
            saved = self._checked_and_saved(form)
        except Stale as stale:
            message = _("Somebody changed this object meanwhile. The value is now: %(value)s")
            form.add_error(None, format_html(message % {"value": "{}"}, self._shown(stale.current)))
            form.data = form.data.copy()
            form.data["version"] = getattr(stale.current, "version", "")
            return self._input(form, row, status=409)
        if saved is None:
            return self._input(form, row, status=422)
        response = self._value(saved)
        response["HX-Trigger"] = json.dumps({"saved": {"message": _("%(object)s is saved.") % {"object": saved}}})
        return response

    @transaction.atomic
    def _checked_and_saved(self, form):
        """One transaction, so that what a rule holds, such as a board, is held until the row is written."""
        return form.save() if form.is_valid() else None

    def _form(self, row, data=None):
        name = self.kwargs["field"]
        form = self.pages.form(data, instance=row, user=self.reader)
        form.custom_definitions = [one for one in form.custom_definitions if name == f"{PREFIX}{one.key}"]
        known = form.custom_definitions or (name in form._meta.fields and _is_column(row, name))
        if not known or name not in form.fields or name in self.hidden_fields(row):
            raise Http404
        for other in set(form.fields) - {name, "version"}:
            del form.fields[other]
        self.custom = form.custom_definitions
        return form

    def _input(self, form, row, status=200):
        context = {"form": form, "field": form[self.kwargs["field"]], "object": row, "url": self.request.path}
        return render(self.request, "generic/cell_form.html", context, status=status)

    def _value(self, row):
        context = {"object": row, "value": self._shown(row), "name": self.kwargs["field"], "url": self.request.path}
        return render(self.request, "generic/cell.html", context)

    def _shown(self, row):
        """The field's value for the reader; nothing when the row is gone."""
        if row is None:
            return display.NOTHING
        return show_custom(row, self.custom[0]) if self.custom else show(row, self.kwargs["field"], self.reader)


def _is_column(row, name: str) -> bool:
    try:
        return bool(row._meta.get_field(name))
    except FieldDoesNotExist:
        return False
