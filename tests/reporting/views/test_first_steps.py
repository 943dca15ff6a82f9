"""An empty product tells whoever sets it up what to do, and nobody else; empty lists say what they are for."""

import pytest

from pmo.models import Organisation
from tests import factories as make

pytestmark = pytest.mark.django_db


def steps(reader, address="/dashboard/"):
    return [(step.title, step.done) for step in reader.get(address).context["steps"]]


def test_an_administrator_is_led_from_settings_to_people(reader_with):
    administrator = reader_with("administrator")
    assert steps(administrator) == [
        ("Set up the organisation", False), ("Name departments and people", False),
        ("Create the first portfolio", False), ("Bring in the projects", False),
        ("Invite those who work with it", False),
    ]  # fmt: skip
    text = administrator.text("/dashboard/")
    for step in administrator.get("/dashboard/").context["steps"]:
        for label, address in step.links:
            assert label in text and administrator.get(address).status_code == 200, address


def test_each_step_is_done_by_what_it_asks_for(reader_with):
    administrator = reader_with("administrator")
    row = Organisation.objects.get()
    row.name, row.version = "Brindeval", row.version + 1
    row.save()
    make.DepartmentFactory()
    portfolio = make.PortfolioFactory()
    assert [done for _title, done in steps(administrator)] == [True, True, True, False, False]
    make.ProjectFactory(portfolio=portfolio, status="proposed")
    make.UserFactory()
    assert steps(administrator) == [] and "No project is running" in administrator.text("/dashboard/")


@pytest.mark.parametrize("role", ["executive", "portfolio_manager", "project_manager", "contributor", "auditor"])
def test_who_does_not_set_it_up_is_not_asked_to(role, reader_with):
    assert steps(reader_with(role)) == []


def test_nothing_is_asked_for_once_a_project_runs_or_of_one_portfolio(reader_with):
    officer = reader_with("officer")
    portfolio = make.PortfolioFactory()
    assert steps(officer) and not steps(officer, f"/dashboard/?portfolio={portfolio.pk}")
    make.ProjectFactory(portfolio=portfolio)
    assert steps(officer) == []


def test_an_empty_list_opened_from_the_menu_is_not_told_to_take_filters_away(reader_with):
    officer = reader_with("officer")
    opened = officer.text("/projects/?is_archive=false")
    assert "Nothing here yet" in opened and "No row passes these filters" not in opened
    assert "No row passes these filters" in officer.text("/projects/?is_archive=false&status=active")
    assert "No project to show yet" in officer.text("/roadmap/")
    assert "No project passes these filters" in officer.text("/roadmap/?status=closed")


def test_a_choice_that_is_missing_can_be_added_beside_the_form_by_who_may(reader_with):
    form = reader_with("officer").text("/projects/new/")
    assert 'data-choices-new="/portfolios/new/"' in form and "New: portfolio" in form
    portfolio = make.PortfolioFactory()
    form = reader_with("portfolio_manager", portfolio=portfolio).text("/projects/new/")
    assert 'data-choices-new="/programmes/new/"' in form and 'data-choices-new="/portfolios/new/"' not in form
