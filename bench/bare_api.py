"""Bare Django views on the product's tables: no rights, no validation, no versions. `bench.api` compares with them."""

import json

from django.http import JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from projects.models import Project

LINKED = ("portfolio", "programme", "manager", "sponsor", "department", "customer", "customer_company")
ROWS = Project.objects.select_related("state", *LINKED)


def shown(project) -> dict:
    """Every column of the project and of its state, and the names it links to."""
    row = {field.attname: getattr(project, field.attname) for field in project._meta.concrete_fields}
    row |= {f"{name}_label": str(getattr(project, name) or "") for name in LINKED}
    state = getattr(project, "state", None)
    row["state"] = {field.attname: getattr(state, field.attname) for field in state._meta.concrete_fields}
    return row


def bare_list(request):
    return JsonResponse({"results": [shown(project) for project in ROWS.order_by("sort_key", "pk")[:100]]})


def bare_single(request, pk):
    return JsonResponse(shown(ROWS.get(pk=pk)))


@csrf_exempt
def bare_update(request, pk):
    project = Project.objects.get(pk=pk)
    project.description = json.loads(request.body)["description"]
    project.save()
    return JsonResponse({"id": pk})


urlpatterns = [
    path("", include("pmo.urls")),
    path("bare/projects/", bare_list),
    path("bare/projects/<int:pk>/", bare_single),
    path("bare/projects/<int:pk>/update/", bare_update),
]
