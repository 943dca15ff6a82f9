"""One object over the API: read, created, changed, deleted."""

from datetime import date
from decimal import Decimal

import pytest

from projects.models import Milestone, Project
from tests.factories import (
    MilestoneFactory,
    PersonFactory,
    PortfolioFactory,
    ProgrammeFactory,
    ProjectFactory,
    RiskFactory,
)

pytestmark = pytest.mark.django_db


def errors_of(answer) -> dict[str, str]:
    return {error["pointer"]: error["detail"] for error in answer.json()["errors"]}


def test_a_project_shows_its_facts_with_labels_of_what_it_links_to(officer):
    person = PersonFactory(name="Anne Martin")
    project = ProjectFactory(name="Refonte", code="WEB-1", manager=person, budget=Decimal("1200.50"))
    answer = officer.get(f"projects/{project.pk}/")
    assert answer.status_code == 200
    shown = answer.json()
    assert shown["name"] == "Refonte"
    assert shown["manager"] == {"id": person.pk, "label": "Anne Martin"}
    assert shown["portfolio"]["label"] == project.portfolio.name
    assert shown["budget"] == "1200.50"
    assert shown["version"] == 1
    assert shown["external_references"] == []
    assert "sort_key" not in shown


def test_an_object_is_created_with_links_references_and_its_address(officer):
    portfolio = PortfolioFactory()
    answer = officer.post(
        "projects/",
        {
            "name": "Paiement mobile",
            "code": "PAY-1",
            "portfolio": portfolio.pk,
            "budget": "5000.00",
            "planned_start": "2026-01-05",
            "external_references": [{"source": "jira", "key": "PAY"}],
            "links": [{"label": "Wiki", "url": "https://example.org/pay"}],
        },
    )
    assert answer.status_code == 201, answer.content
    project = Project.objects.get(code="PAY-1")
    assert answer["Location"].endswith(f"/api/v1/projects/{project.pk}/")
    assert project.planned_start == date(2026, 1, 5)
    assert answer.json()["external_references"] == [{"source": "jira", "key": "PAY"}]
    assert answer.json()["links"] == [{"label": "Wiki", "url": "https://example.org/pay"}]


def test_a_patch_changes_what_it_names_and_makes_one_version(officer):
    project = ProjectFactory(name="Old", description="kept")
    answer = officer.patch(f"projects/{project.pk}/", {"name": "New"})
    assert answer.status_code == 200, answer.content
    assert answer.json()["name"] == "New"
    assert answer.json()["description"] == "kept"
    assert answer.json()["version"] == 2


def test_a_patch_that_changes_nothing_makes_no_version(officer):
    project = ProjectFactory(name="Same", budget=Decimal("5.00"))
    answer = officer.patch(f"projects/{project.pk}/", {"name": "Same", "budget": "5"})
    assert answer.status_code == 200
    assert answer.json()["version"] == 1


def test_what_was_read_can_be_put_back(officer):
    project = ProjectFactory(manager=PersonFactory(), budget=Decimal("7.00"))
    shown = officer.get(f"projects/{project.pk}/").json()
    answer = officer.put(f"projects/{project.pk}/", shown)
    assert answer.status_code == 200, answer.content
    assert answer.json()["version"] == 1


def test_an_unknown_field_is_refused_by_its_name(officer):
    project = ProjectFactory()
    answer = officer.patch(f"projects/{project.pk}/", {"colour": "red"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert list(errors_of(answer)) == ["#/colour"]


def test_a_rule_of_the_database_is_told_by_field(officer):
    ProjectFactory(code="TAKEN")
    project = ProjectFactory(planned_start=date(2026, 5, 1))
    answer = officer.patch(f"projects/{project.pk}/", {"code": "taken", "planned_finish": "2026-04-01"})
    assert answer.status_code == 400
    assert errors_of(answer) == {
        "#/code": "A project with this code exists already.",
        "#": "The finish must not be before the start.",
    }


def test_a_rule_of_the_model_is_told_by_field(officer):
    project = ProjectFactory()
    answer = officer.patch(f"projects/{project.pk}/", {"programme": ProgrammeFactory().pk})
    assert errors_of(answer) == {"#/programme": "This programme belongs to another portfolio."}


def test_a_link_that_names_nothing_is_refused(officer):
    for given in ({}, {"label": "Somebody"}, {"name": 3}):
        answer = officer.post("actions/", {"name": "Call", "decision": given})
        assert answer.status_code == 400 and "#/decision" in answer.text, given


def test_a_link_may_be_given_by_external_reference(officer):
    project = ProjectFactory()
    officer.patch(f"projects/{project.pk}/", {"external_references": [{"source": "jira", "key": "A"}]})
    answer = officer.post(
        "milestones/",
        {"name": "Go-live", "project": {"external_reference": {"source": "jira", "key": "A"}}, "is_key": True,
         "reference_date": "2026-03-01"},
    )  # fmt: skip
    assert answer.status_code == 201, answer.content
    assert Milestone.objects.get().project == project


def test_a_deleted_object_goes_to_the_bin(officer):
    milestone = MilestoneFactory()
    assert officer.delete(f"milestones/{milestone.pk}/").status_code == 204
    assert officer.get(f"milestones/{milestone.pk}/").status_code == 404
    from pmo.models import BinEntry

    assert BinEntry.objects.get().object_id == milestone.pk


def test_an_object_that_others_need_is_not_deleted(officer):
    project = ProjectFactory()
    answer = officer.delete(f"portfolios/{project.portfolio_id}/")
    assert answer.status_code == 409


def test_two_objects_cannot_carry_one_reference(officer):
    first, second = ProjectFactory(), ProjectFactory()
    reference = {"external_references": [{"source": "jira", "key": "A"}]}
    assert officer.patch(f"projects/{first.pk}/", reference).status_code == 200
    answer = officer.patch(f"projects/{second.pk}/", reference)
    assert answer.status_code == 409
    assert answer.json()["detail"] == "Another object already carries this external reference."


def test_generated_scores_are_shown_and_not_written(officer):
    risk = RiskFactory(probability=4, impact=5)
    answer = officer.patch(f"risks/{risk.pk}/", {"impact": 2, "current_score": 25})
    assert answer.json()["current_score"] == 8


def test_links_cannot_run_scripts(officer):
    project = ProjectFactory()
    answer = officer.patch(f"projects/{project.pk}/", {"links": [{"label": "x", "url": "javascript:alert(1)"}]})
    assert answer.status_code == 400


@pytest.mark.parametrize("body", ["{", '{"name": NaN}', '{"name": "\\ud800"}', '{"name": "a\\u0000"}', "[" * 100_000])
def test_what_is_not_storable_json_is_refused(officer, body):
    project = ProjectFactory()
    answer = officer.patch(f"projects/{project.pk}/", body)
    assert answer.status_code == 400
