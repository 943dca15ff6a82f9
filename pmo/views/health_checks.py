"""Liveness, readiness and metrics for whoever watches the servers. They show counts, never names."""

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from ..models import Job, Mark


def live(request):
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request):
    """Database and broker answer."""
    checks = {"database": _database(), "redis": _redis()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True


def _redis() -> bool:
    import redis

    try:
        return bool(redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2).ping())
    except redis.RedisError:
        return False


def metrics(request):
    """Prometheus text: age of the oldest mark, marks waiting, jobs by state."""
    oldest = Mark.objects.order_by("pk").values_list("marked_at", flat=True).first()
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    lines = [f"pmo_marks_waiting {Mark.objects.count()}", f"pmo_oldest_mark_seconds {age:.1f}"]
    lines += [
        f'pmo_jobs{{state="{state}"}} {Job.objects.filter(state=state).count()}' for state in ("queued", "running")
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")
