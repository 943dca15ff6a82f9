"""The page of a project: what is typed gives way to what is calculated, and says so."""

from datetime import date

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_typed_finish_that_does_not_count_names_the_one_that_does():
    from reporting.services import recalculate

    user, client = make.UserFactory(), Client()
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    project = make.ProjectFactory(forecast_finish=date(2027, 5, 31), actual_finish=date(2027, 2, 23))
    agreeing = make.ProjectFactory(forecast_finish=date(2027, 5, 31))
    recalculate([project.pk, agreeing.pk])

    def page(row) -> str:
        return client.get(f"/projects/{row.pk}/", headers={"accept-language": "en"}).content.decode()

    assert "counts: 2027-02-23" in page(project)
    assert f"/projects/{project.pk}/origin/finish/" in page(project)
    assert "counts: 2027" not in page(agreeing)
