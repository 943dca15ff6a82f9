"""The generated portfolio holds what it promises and can be rolled up."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Person
from pmo.models import Mark
from projects.models import CostEntry, Milestone, Project, ProjectSnapshot, ProjectState
from reporting.drain import drain_all
from reporting.generator import NotEmpty, Scale, generate
from risks.models import Risk
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
SMALL = Scale(projects=30, facts=4, years=1, people=12, portfolios=3, programmes=6)


def quiet(_model, _rows):
    """Nobody reads the counts."""


def test_the_numbers_are_those_of_the_scale():
    generate(SMALL, today=TODAY, tell=quiet)
    assert (Project.objects.count(), Person.objects.count()) == (30, 12)
    assert Milestone.objects.count() == Risk.objects.count() == CostEntry.objects.count() == 120
    ages = {(TODAY - day).days for day in ProjectSnapshot.objects.values_list("as_of", flat=True)}
    assert set(range(1, 91)) <= ages
    assert max(ages) > 300
    assert all((TODAY.toordinal() - age) % 7 == 0 for age in ages if age > 90), "Sundays only"


def test_generated_rows_pass_the_models_own_checks():
    generate(SMALL, today=TODAY, tell=quiet)
    for model in (Project, Milestone, Risk, CostEntry):
        model.objects.order_by("pk").first().full_clean()


def test_the_same_seed_gives_the_same_figures():
    generate(SMALL, today=TODAY, seed=3, tell=quiet)
    assert Project.objects.filter(forecast_finish__isnull=True).count() == 0
    assert len(set(Project.objects.values_list("planned_finish", flat=True))) > 10


def test_it_can_be_rolled_up():
    generate(SMALL, today=TODAY, tell=quiet)
    Mark.objects.create(project_id=None, marked_at="2025-06-16T00:00Z")
    assert drain_all(today=TODAY).troubles == []
    assert ProjectState.objects.count() == 30
    assert len(set(ProjectState.objects.values_list("health", flat=True))) > 1


def test_a_database_with_projects_is_left_alone():
    factories.ProjectFactory()
    with pytest.raises(NotEmpty):
        generate(SMALL, today=TODAY, tell=quiet)
    with pytest.raises(CommandError, match="already holds projects"):
        call_command("generate_portfolio")
