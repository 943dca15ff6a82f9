"""The description of the API (OpenAPI 3.1, made once a process) and the page that shows it."""

from functools import lru_cache

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from .concurrency import entity_tag, is_fresh
from .encoding import encode, json_answer


@lru_cache(maxsize=1)
def description() -> bytes:
    """In English, whoever asks first."""
    with translation.override("en"):
        return encode(SchemaGenerator().get_schema(request=None, public=True))


class Description(APIView):
    """The description for tools that generate clients."""

    @extend_schema(exclude=True)
    def get(self, request):
        content = description()
        tag = entity_tag(request, content)
        if is_fresh(request, tag):
            return HttpResponse(status=304, headers={"ETag": f'"{tag}"'})
        return json_answer(content, ETag=f'"{tag}"')


class Documentation(LoginRequiredMixin, TemplateView):
    """Every route, with what it takes and gives, to be tried out."""

    template_name = "api/documentation.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=_("REST API"), **kwargs)
