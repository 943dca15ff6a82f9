"""A watermark older than what is kept of deletions is refused, so that no copy keeps what is gone."""

from datetime import UTC, datetime, timedelta

import pytest

from pmo.models import AccessChange, Deletion
from pmo.tasks import forget_old_rows
from tests.factories import RiskFactory

pytestmark = pytest.mark.django_db


def ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def test_traces_of_deletions_are_forgotten_after_their_days(settings):
    settings.DELETION_DAYS = 400
    for days in (399, 401):
        Deletion.objects.create(model="risks.risk", object_id=days, deleted_at=ago(days))
        AccessChange.objects.create(scope="project", scope_id=days, changed_at=ago(days))
    forget_old_rows()
    assert set(Deletion.objects.filter(object_id__in=(399, 401)).values_list("object_id", flat=True)) == {399}
    assert set(AccessChange.objects.filter(scope_id__in=(399, 401)).values_list("scope_id", flat=True)) == {399}


def test_an_older_watermark_says_to_read_everything_anew(officer, settings):
    settings.DELETION_DAYS = 30
    RiskFactory()
    answer = officer.get(f"risks/?updated_since={ago(31):%Y-%m-%dT%H:%M:%SZ}")
    assert answer.status_code == 410 and answer.json()["type"] == "urn:pmo:problem:resync"
    assert "without updated_since" in answer.json()["detail"] and "30" in answer.json()["detail"]
    assert officer.get(f"risks/?updated_since={ago(29):%Y-%m-%dT%H:%M:%SZ}").status_code == 200
    assert officer.get("risks/").status_code == 200
