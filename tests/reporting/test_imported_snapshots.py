"""Editions become dated snapshots, once, and tell what their figures tell."""

from decimal import Decimal

import pytest

from pmo.models import Mark, Organisation
from portfolio.models import PortfolioSnapshot
from projects.models import ProjectSnapshot
from reporting.drain import drain_all
from reporting.imported_snapshots import Edition
from reporting.services import cite_snapshots, record_snapshot, record_snapshots
from tests import factories
from tests.factories import TODAY, days

pytestmark = pytest.mark.django_db


def test_an_edition_is_kept_as_given_with_what_it_tells():
    project = factories.ProjectFactory(currency="EUR")
    assert record_snapshot(
        project, days(-400), "2024", name="Old name", planned_finish=days(0), finish=days(40),
        budget=Decimal(200), forecast=Decimal(230), rating="Amber", declared_health="amber",
    )  # fmt: skip
    snapshot = ProjectSnapshot.objects.get()
    assert (snapshot.source, snapshot.source_label, snapshot.name) == ("import", "2024", "Old name")
    assert (snapshot.slip_days, snapshot.overrun_percent, snapshot.budget_total) == (40, 15, 200)
    assert (snapshot.health, snapshot.declared_health, snapshot.declared_on) == ("red", "amber", days(-400))
    assert snapshot.status == project.status


def test_recording_again_changes_and_doubles_nothing():
    project = factories.ProjectFactory()
    for _time in range(2):
        record_snapshots([Edition(project, days(-10), "A", {"budget": Decimal(5)}) for _twice in range(2)])
    assert ProjectSnapshot.objects.get().budget == 5
    record_snapshot(project, days(-10), "B", budget=Decimal(6))
    assert (ProjectSnapshot.objects.get().budget, ProjectSnapshot.objects.get().source_label) == (6, "B")


def test_an_edition_replaces_what_the_roll_up_wrote_that_day_unless_it_is_cited():
    project, cited = factories.ProjectFactory(budget=1), factories.ProjectFactory(budget=1)
    drain_all(today=TODAY)
    cite_snapshots([cited.pk], TODAY)
    assert record_snapshot(project, TODAY, "A", budget=Decimal(9))
    assert not record_snapshot(cited, TODAY, "A", budget=Decimal(9))
    found = dict(ProjectSnapshot.objects.values_list("project_id", "budget"))
    assert found == {project.pk: 9, cited.pk: 1}


def test_an_older_edition_leaves_the_state_alone_but_for_its_rating():
    project = factories.ProjectFactory(budget=100)
    record_snapshot(project, days(-700), "old", budget=Decimal(7), rating="Red", declared_health="red")
    assert Mark.objects.filter(project_id=project.pk).exists()
    drain_all(today=TODAY)
    project.refresh_from_db()
    assert (project.state.budget, project.state.rating, project.state.declared_health) == (100, "Red", "red")


def test_a_rating_alone_gives_the_colour():
    Organisation.objects.update(rating_map={"Amber/Green": "green"})
    project = factories.ProjectFactory()
    record_snapshot(project, days(-9), "2019", rating="Amber/Green")
    snapshot = ProjectSnapshot.objects.get()
    assert (snapshot.health, snapshot.declared_health, snapshot.rating) == ("green", "green", "Amber/Green")
    assert snapshot.reasons["overall"][0]["code"] == "rating_as_given"


def test_totals_take_the_rate_of_the_editions_month():
    project = factories.ProjectFactory(currency="GBP")
    factories.ExchangeRateFactory(currency__code="GBP", month=days(-400).replace(day=1), rate=Decimal("1.2"))
    record_snapshot(project, days(-400), "a", budget=Decimal(100))
    record_snapshot(project, days(-9), "b", budget=Decimal(100))
    assert list(ProjectSnapshot.objects.order_by("as_of").values_list("budget_total", flat=True)) == [120, None]


def test_an_edition_gives_its_portfolio_a_point_of_trend():
    project = factories.ProjectFactory()
    record_snapshot(project, days(-400), "a", budget=Decimal(100), health="amber")
    total = PortfolioSnapshot.objects.get()
    assert (total.as_of, total.project_count, total.amber, total.budget) == (days(-400), 1, 1, 100)


def test_an_unknown_measure_is_refused():
    with pytest.raises(TypeError, match="colour_of_the_sky"):
        record_snapshot(factories.ProjectFactory(), TODAY, "a", colour_of_the_sky="blue")
