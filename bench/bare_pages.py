"""A bare Django list page on the product's tables: no rights, no filters, no menu. `bench.pages` compares with it."""

from django.http import HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from projects.models import Project

TEMPLATE = Engine().from_string(
    "<!doctype html><title>Projects</title><table>{% for row in rows %}<tr><td>{{ row.code }}</td>"
    '<td><a href="/projects/{{ row.pk }}/">{{ row.name }}</a></td><td>{{ row.state.health }}</td>'
    "<td>{{ row.state.declared_health }}</td><td>{{ row.state.trend }}</td><td>{{ row.get_status_display }}</td>"
    "<td>{{ row.get_stage_display }}</td><td>{{ row.portfolio }}</td><td>{{ row.manager }}</td>"
    "<td>{{ row.state.finish }}</td><td>{{ row.state.slip_days }}</td><td>{{ row.state.budget_total }}</td>"
    "<td>{{ row.state.forecast_total }}</td><td>{{ row.state.risk_score }}</td></tr>{% endfor %}</table>"
)


def bare_list(request):
    rows = Project.objects.select_related("state", "portfolio", "manager").order_by("sort_key", "pk")
    return HttpResponse(TEMPLATE.render(Context({"rows": rows[:50], "count": rows.count()})))


urlpatterns = [path("", include("pmo.urls")), path("bare/projects/", bare_list)]
