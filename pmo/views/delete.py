"""Delete into the bin, after saying what goes along."""

import json

from django.contrib import messages
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..writing import Stale, delete_object
from .frame import ObjectView


class ObjectDelete(ObjectView):
    """Confirmation and deletion."""

    template_name = "generic/object_confirm_delete.html"

    def get(self, request, **kwargs):
        return self._respond(self.get_writable("delete"))

    def post(self, request, **kwargs):
        row = self.get_writable("delete")
        label, version = str(row), request.POST.get("version", "")
        try:
            delete_object(row, actor=self.reader, expected_version=int(version) if version.isdigit() else None)
        except ProtectedError as error:
            return self._respond(row, protected=error.protected_objects, status=409)
        except Stale:
            message = _("Somebody changed this object meanwhile. Look at it again before you delete it.")
            return self._respond(row, message=message, status=409)
        text = _("%(object)s is in the bin, from where it can be restored.") % {"object": label}
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Trigger": json.dumps({"saved": {"message": text}})})
        messages.success(request, text)
        return HttpResponseRedirect(self.pages.start_url())

    def _respond(self, row, *, protected=(), message="", status=200):
        collected, blocked = self._collect(row)
        context = {
            "pages": self.pages,
            "object": row,
            "title": _("Delete %(object)s") % {"object": row},
            "breadcrumbs": self.breadcrumbs(row, last=_("Delete")),
            "collected": collected,
            "protected": len(set(protected) | set(blocked)),
            "message": message,
        }
        template = f"{self.template_name}#panel" if self.htmx_target == "panel" else self.template_name
        return render(self.request, template, context, status=status)

    def _collect(self, row):
        """What goes along, counted by noun, and what stands in the way."""
        collector = Collector(using="default", origin=row)
        try:
            collector.collect([row])
        except ProtectedError as error:
            return [], error.protected_objects
        counts = {model: len(rows) for model, rows in collector.data.items()}
        for rows in collector.fast_deletes:
            counts[rows.model] = counts.get(rows.model, 0) + rows.count()
        counts.pop(type(row), None)
        return [(model._meta.verbose_name_plural, count) for model, count in counts.items() if count], ()
