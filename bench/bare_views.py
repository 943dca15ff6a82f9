"""A bare Django app on the product's tables: lists, one row, an update. No rights, no versions, no menu.

What a first version of such an app would be: Django's default middleware, log-in, templates and formats; the same
columns and relations as the product's list of projects.
"""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from projects.models import Project

SIZE = 100
LINKED = ("portfolio", "programme", "manager", "sponsor", "department", "customer", "customer_company")


def hello(request):
    return HttpResponse("Hello")


@login_required
def html_list(request):
    rows = Project.objects.select_related("state", "portfolio", "manager").order_by("sort_key", "pk")
    return render(request, "bare_list.html", {"rows": rows[:SIZE], "count": rows.count()})


def shown(project) -> dict:
    """Every column of the project and of its state, and the names it links to."""
    row = {field.attname: getattr(project, field.attname) for field in project._meta.concrete_fields}
    row |= {f"{name}_label": str(getattr(project, name) or "") for name in LINKED}
    row["state"] = {field.attname: getattr(project.state, field.attname) for field in project.state._meta.fields}
    return row


def json_list(request):
    rows = Project.objects.select_related("state", *LINKED).order_by("sort_key", "pk")
    return JsonResponse({"results": [shown(project) for project in rows[:SIZE]]})


def json_single(request, pk):
    return JsonResponse(shown(Project.objects.select_related("state", *LINKED).get(pk=pk)))


@csrf_exempt
def json_update(request, pk):
    project = Project.objects.get(pk=pk)
    project.description = json.loads(request.body)["description"]
    project.save()
    return JsonResponse({"id": pk})


ADDRESSES = [
    path("bare/", hello),
    path("bare/projects/", html_list),
    path("bare/projects/<int:pk>/", json_single, name="bare-project"),
    path("bare/projects.json", json_list),
    path("bare/projects/<int:pk>/update/", json_update),
]
urlpatterns = ADDRESSES
