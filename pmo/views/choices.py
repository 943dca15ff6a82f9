"""Related objects looked up while typing: the first twenty that the reader may see."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, TextField, Value
from django.http import Http404, JsonResponse

from ..models.record import SortKey
from .frame import ReaderView

LIMIT = 20


class Choices(ReaderView):
    """`/choices/projects.project/?q=site` → {"results": [{"value", "text"}]}."""

    def get(self, request, model, **kwargs):
        try:
            model = apps.get_model(model)
        except (LookupError, ValueError) as error:
            raise Http404 from error
        if not hasattr(model, "access"):
            raise Http404
        rows = self._matching(model.objects.allowed(self.reader), request.GET.get("q", "").strip())
        return JsonResponse({"results": [{"value": row.pk, "text": str(row)} for row in rows[:LIMIT]]})

    def _matching(self, rows, text: str):
        names = [name for name in ("name", "code", "email") if self._has(rows.model, name)]
        for word in text.split():
            test = Q()
            for name in names:
                rows = rows.alias(**{f"key_of_{name}": SortKey(name)})
                test |= Q(**{f"key_of_{name}__contains": SortKey(Value(word, output_field=TextField()))})
            rows = rows.filter(test)
        return rows

    @staticmethod
    def _has(model, name: str) -> bool:
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        return True
