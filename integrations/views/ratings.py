"""The table imported rating → health, edited by PMO staff."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from integrations.forms import RatingMapForm
from integrations.services.ratings import change_rating_map
from pmo.access import may
from pmo.models import Organisation
from pmo.views.frame import ReaderView
from projects.models import ProjectSnapshot


class RatingMapping(ReaderView):
    """One row a rating; saving applies the table to every imported snapshot."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not may(request.user, "change", Organisation.current()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.answer(RatingMapForm(table=Organisation.current().rating_map))

    def post(self, request):
        form = RatingMapForm(request.POST, table=Organisation.current().rating_map)
        if not form.is_valid():
            return self.answer(form, 422)
        changed = change_rating_map(actor=self.reader, table=form.table())
        messages.success(request, _("The table is saved; %(number)s snapshots follow it.") % {"number": changed})
        return redirect("integrations:rating-map")

    def answer(self, form, status=200):
        known = set(Organisation.current().rating_map)
        given = ProjectSnapshot.objects.allowed(self.reader).filter(source="import").exclude(rating="")
        unmapped = given.exclude(rating__in=known).order_by("rating").values_list("rating").annotate(Count("pk"))[:50]
        context = {
            "title": _("Ratings and health"),
            "breadcrumbs": [{"label": _("Ratings and health"), "url": ""}],
            "form": form,
            "unmapped": unmapped,
        }
        return render(self.request, "integrations/rating_map.html", context, status=status)
