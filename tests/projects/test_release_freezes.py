"""A go-live that falls into a release freeze is told, in lists, by the filter, and on the roadmap."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from projects.models import Milestone
from tests.factories import MilestoneFactory, PersonFactory, ProjectFactory, UserFactory, give_role
from tests.plan_factories import TradingPeriodFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def soon():
    return timezone.localdate() + timedelta(days=20)


@pytest.fixture
def freeze(soon):
    return TradingPeriodFactory(name="Frozen weeks", is_freeze=True, first_day=soon, last_day=soon + timedelta(days=9))


def frozen_names():
    return set(Milestone.objects.with_freezes().filter(in_freeze=True).values_list("name", flat=True))


def test_only_go_lives_still_to_come_on_days_of_a_freeze_are_flagged(soon, freeze):
    project = ProjectFactory()
    MilestoneFactory(project=project, name="first day", is_go_live=True, forecast_date=soon)
    MilestoneFactory(project=project, name="reference only", is_go_live=True, forecast_date=None,
                     reference_date=soon + timedelta(days=9))  # fmt: skip
    MilestoneFactory(project=project, name="day after", is_go_live=True, forecast_date=soon + timedelta(days=10))
    MilestoneFactory(project=project, name="no go-live", forecast_date=soon)
    MilestoneFactory(project=project, name="reached", is_go_live=True, forecast_date=soon, actual_date=soon)
    TradingPeriodFactory(first_day=soon + timedelta(days=10), last_day=soon + timedelta(days=10))
    assert frozen_names() == {"first day", "reference only"}


def test_list_filter_and_roadmap_say_so(soon, freeze):
    user = UserFactory()
    give_role(user, "officer")
    project = ProjectFactory(manager=PersonFactory(user=user), status="active", planned_finish=soon)
    MilestoneFactory(project=project, name="Launch", is_go_live=True, reference_date=soon, forecast_date=soon)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    assert "Launch" in client.get("/milestones/?in_freeze=true").content.decode()
    assert "Launch" not in client.get("/milestones/?in_freeze=false").content.decode()
    roadmap = client.get("/roadmap/").content.decode()
    assert "Frozen weeks" in roadmap and "in a release freeze" in roadmap
