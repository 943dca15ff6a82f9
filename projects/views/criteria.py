"""The grid in which the criteria of a call for tender and their weights are entered together."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo.pages import trail
from pmo.views.frame import ReaderView
from pmo.writing import Stale

from ..models import Tender, TenderCriterion
from ..services.criteria import TypedCriterion, save_criteria, seen_mark, weights_message

BLANK_ROWS = 3


class CriteriaEntry(ReaderView):
    """GET: the grid with some empty rows. POST: all rows at once; a refusal gives back what was typed."""

    template_name = "projects/criteria_entry.html"

    def get(self, request, pk):
        tender = self.tender(pk)
        criteria = list(TenderCriterion.objects.allowed(self.reader).filter(tender=tender).order_by("-weight", "pk"))
        rows = [TypedCriterion(row.pk, row.name, row.weight, row.is_price) for row in criteria]
        return self.respond(tender, rows, seen_mark(criteria))

    def post(self, request, pk):
        tender, seen = self.tender(pk), request.POST.get("seen", "")
        rows = self.typed()
        try:
            refuse_nameless(rows)
            save_criteria(self.reader, tender=tender, typed=rows, seen=seen)
        except ValidationError as error:
            return self.respond(tender, rows, seen, error.messages, 422)
        except Stale:
            text = _("Somebody changed the criteria meanwhile. Open the page again, then enter yours.")
            return self.respond(tender, rows, seen, [text], 409)
        return HttpResponseRedirect(reverse("projects:tender-comparison", args=[tender.pk]))

    def tender(self, pk) -> Tender:
        """The call, for who may add, change and delete its criteria."""
        rows = Tender.objects.allowed(self.reader).with_permissions(self.reader, "add", "change", "delete")
        found = rows.select_related("project").filter(pk=pk).first()
        if found is None:
            raise Http404
        if not (found.may_add and found.may_change and found.may_delete):
            raise PermissionDenied
        return found

    def typed(self) -> list[TypedCriterion]:
        """The rows that say anything, in the order of the grid."""
        values, price = self.request.POST, self.request.POST.get("price", "")
        found = []
        for key in values.getlist("row")[:200]:
            name, weight = values.get(f"name-{key}", "").strip(), values.get(f"weight-{key}", "").strip()
            if not (name or weight or key.isdecimal()):
                continue
            number = int(weight) if weight.isdecimal() and len(weight) < 5 else 0
            pk = int(key) if key.isdecimal() and len(key) < 19 else None
            found.append(TypedCriterion(pk, name, number, price == key, f"gone-{key}" in values))
        return found

    def respond(self, tender, rows, seen, errors=(), status=200):
        title = _("Criteria and weights")
        context = {
            "tender": tender,
            "title": f"{title} · {tender}",
            "breadcrumbs": trail(tender, title),
            "rows": [self.row(number, one) for number, one in enumerate([*rows, *[None] * BLANK_ROWS])],
            "no_price": not any(one.is_price for one in rows),
            "seen": seen,
            "total": sum(one.weight for one in rows if not one.gone),
            "missing": weights_message([one.weight for one in rows if not one.gone]),
            "errors": errors,
            "comparison_url": reverse("projects:tender-comparison", args=[tender.pk]),
        }
        return render(self.request, self.template_name, context, status=status)

    def row(self, number: int, one: TypedCriterion | None) -> dict:
        if one is None:
            return {"key": f"new{number}", "name": "", "weight": "", "is_price": False, "gone": False, "is_new": True}
        return {
            "key": str(one.key) if one.key else f"new{number}", "name": one.name, "weight": str(one.weight or ""),
            "is_price": one.is_price, "gone": one.gone, "is_new": one.key is None,
        }  # fmt: skip


def refuse_nameless(rows: list[TypedCriterion]) -> None:
    """Raises ValidationError for a row with half of what it needs."""
    for one in rows:
        if not one.gone and not (one.name and 1 <= one.weight <= 100):
            name = one.name or _("A criterion without a name")
            raise ValidationError(_("%(name)s: give a name and a weight from 1 to 100.") % {"name": name})
