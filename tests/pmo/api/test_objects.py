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


def test_references_are_replaced_and_may_be_put_back_as_they_were_read(officer):
    references = [{"source": "erp", "key": "1"}, {"source": "erp", "key": "2"}, {"source": "jira", "key": "PAY"}]
    project = ProjectFactory()
    path = f"projects/{project.pk}/"
    assert officer.patch(path, {"external_references": references}).json()["external_references"] == references
    read = officer.get(path).json()
    again = officer.put(path, read)
    assert (again.status_code, again.json()["version"]) == (200, read["version"])
    fewer = officer.patch(path, {"external_references": references[2:]})
    assert fewer.json()["external_references"] == references[2:]


def test_an_unknown_choice_names_those_there_are(officer):
    answer = officer.patch(f"projects/{ProjectFactory().pk}/", {"status": "begun"})
    assert answer.json()["errors"][0]["detail"].startswith("“begun” cannot be chosen here; give one of proposed, ")
    role = officer.post("memberships/", {"role": "boss"}).json()["errors"]
    assert any("give one of administrator, " in error["detail"] for error in role)


def test_half_a_link_is_told_what_is_missing(officer):
    answer = officer.patch(f"projects/{ProjectFactory().pk}/", {"links": [{"label": "x"}]})
    assert answer.json()["errors"][0]["detail"] == "Give label and url of every link."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"name": ', "Ce n’est pas du JSON : voir ligne 1, colonne 10."),
        ('{"name": NaN}', "NaN n’est pas un nombre en JSON."),
        ("9" * 5000, "n’est pas un nombre en JSON."),
        ('{"name": "\\ud800"}', "n’est pas un caractère."),
        ('{"name": "a\\u0000"}', "ne peut pas être conservé."),
        ("[" * 100_000, "imbriqué"),
        ('{"name": "é"}'.encode("latin-1"), "n’est pas du texte en UTF-8 : voir l’octet 11."),
        (b"null", "Envoyez un objet"),
    ],
)
def test_what_is_wrong_with_a_body_is_said_in_the_readers_language(officer, body, words):
    answer = officer.post("vendors/", body, **{"Accept-Language": "fr"})
    said = answer.json()
    assert answer.status_code == 400
    assert words in said.get("detail", "") + str(said.get("errors", ""))


def test_a_byte_order_mark_does_no_harm(officer):
    assert officer.post("vendors/", b'\xef\xbb\xbf{"name": "Marked"}').status_code == 201


def test_compressed_bodies_and_other_kinds_are_told_what_to_send(officer):
    packed = officer.post("vendors/", b"\x1f\x8b", **{"Content-Encoding": "gzip"})
    assert (packed.status_code, "without Content-Encoding" in packed.json()["detail"]) == (415, True)
    form = officer.client.post("/api/v1/vendors/", {"name": "x"}, headers={"Authorization": f"Bearer {officer.secret}"})
    assert (form.status_code, "Content-Type: application/json" in form.json()["detail"]) == (415, True)


def test_a_write_to_an_address_without_its_slash_is_refused_and_not_turned_into_a_read(officer):
    answer = officer.post("vendors", {"name": "x"})
    assert (answer.status_code, answer.json()["detail"]) == (404, "Addresses of the API end with a slash.")
    assert officer.get("vendors").status_code == 301


@pytest.mark.parametrize("body", ["{", '{"name": NaN}', '{"name": "\\ud800"}', '{"name": "a\\u0000"}', "[" * 100_000])
def test_what_is_not_storable_json_is_refused(officer, body):
    project = ProjectFactory()
    answer = officer.patch(f"projects/{project.pk}/", body)
    assert answer.status_code == 400
