"""Named filters of lists."""

from django.contrib import messages
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from ..access import holds_organisation_wide
from ..models import SavedView
from .frame import ReaderView


class SavedViewCreate(ReaderView):
    """Keep the address's filter of a list under a name; the same name again replaces it."""

    def post(self, request):
        name, list_name = request.POST.get("name", "").strip()[:100], request.POST.get("list_name", "")
        query = QueryDict(request.POST.get("query", ""), mutable=True)
        query.pop("cursor", None)
        try:
            url = reverse(list_name)
        except NoReverseMatch:
            return HttpResponseRedirect("/")
        if not name:
            messages.error(request, _("Give the view a name."))
        else:
            shared = bool(request.POST.get("shared")) and holds_organisation_wide(self.reader, "change", "setting")
            SavedView.objects.update_or_create(
                owner=self.reader,
                list_name=list_name,
                name=name,
                defaults={"query": query.urlencode(), "shared": shared},
            )
            messages.success(request, _("The view %(name)s is kept.") % {"name": name})
        return HttpResponseRedirect(f"{url}?{query.urlencode()}")


class SavedViewDelete(ReaderView):
    """Forget a view of one's own."""

    def post(self, request, pk):
        view = get_object_or_404(SavedView, pk=pk, owner=self.reader)
        view.delete()
        return HttpResponseRedirect(reverse(view.list_name))
