"""The way in: every route by its name."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from .encoding import json_answer
from .registry import routes


class Root(APIView):
    """All routes of the API, with their addresses."""

    @extend_schema(exclude=True)
    def get(self, request):
        found = {name: request.build_absolute_uri(reverse(f"api:{name}-list")) for name in routes() if "(" not in name}
        return json_answer(found)
