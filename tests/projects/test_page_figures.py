"""The figures of a project's page say in which direction they moved, in words and colour."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from projects.models import ProjectState
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("slip", "over", "finish", "forecast"),
    [
        (12, "0.2", ("+12\u00a0d", False), ("+0.2%", False)),
        (-3, "-4", ("\u22123\u00a0d", True), ("\u22124.0%", True)),
        (0, "0", ("", True), ("", True)),
        (None, None, ("", True), ("", True)),
    ],
)
def test_later_and_dearer_is_worse_however_little(slip, over, finish, forecast):
    user, client = make.UserFactory(language="en"), Client()
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    project, today = make.ProjectFactory(), timezone.localdate()
    ProjectState.objects.create(
        project=project, as_of=today, computed_at=timezone.now(), finish=today + timedelta(days=9), slip_days=slip,
        overrun_percent=over, forecast=1000,
    )  # fmt: skip
    figures = {str(one["label"]): one for one in client.get(f"/projects/{project.pk}/").context["figures"]}
    assert (figures["Forecast finish"]["change"], figures["Forecast finish"]["good"]) == finish
    assert (figures["Forecast"]["change"], figures["Forecast"]["good"]) == forecast
