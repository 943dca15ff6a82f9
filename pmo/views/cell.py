"""One field edited in place, in a list or on a page."""

import json

from django.core.exceptions import FieldDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..writing import Stale
from .detail import show
from .frame import ObjectView


class ObjectCell(ObjectView):
    """GET gives the input, POST saves and gives the value again; the form's own rules hold."""

    def get(self, request, **kwargs):
        row = self.get_row("change")
        if "cancel" in request.GET:
            return self._value(row)
        return self._input(self._form(row), row)

    def post(self, request, **kwargs):
        row = self.get_row("change")
        form = self._form(row, request.POST)
        if not form.is_valid():
            return self._input(form, row, status=422)
        try:
            saved = form.save()
        except Stale as stale:
            message = _("Somebody changed this object meanwhile. The value is now: %(value)s")
            form.add_error(None, message % {"value": getattr(stale.current, self.kwargs["field"], "")})
            form.data = form.data.copy() | {"version": [str(getattr(stale.current, "version", ""))]}
            return self._input(form, row, status=409)
        response = self._value(saved)
        response["HX-Trigger"] = json.dumps({"saved": {"message": _("%(object)s is saved.") % {"object": saved}}})
        return response

    def _form(self, row, data=None):
        form_class = self.pages.form
        name = self.kwargs["field"]
        if name not in form_class._meta.fields:
            raise Http404
        try:
            row._meta.get_field(name)
        except FieldDoesNotExist as error:
            raise Http404 from error
        form = form_class(data, instance=row, user=self.reader)
        for other in set(form.fields) - {name, "version"}:
            del form.fields[other]
        form.custom_definitions = []
        return form

    def _input(self, form, row, status=200):
        context = {"form": form, "field": form[self.kwargs["field"]], "object": row, "url": self.request.path}
        return render(self.request, "generic/cell_form.html", context, status=status)

    def _value(self, row):
        name = self.kwargs["field"]
        context = {"object": row, "value": show(row, name, self.reader), "name": name, "url": self.request.path}
        return render(self.request, "generic/cell.html", context)
