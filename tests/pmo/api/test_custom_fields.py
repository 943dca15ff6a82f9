"""Custom fields over the API: checked by their definitions, changed key by key, filtered."""

import pytest

from pmo.models import CustomField
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fields():
    for key, kind, choices in (
        ("zone", "choice", ["North", "South"]), ("effort", "number", []), ("signed", "date", []), ("note", "text", []),
    ):  # fmt: skip
        CustomField.objects.create(name=key, model="projects.project", key=key, type=kind, choices=choices)
    CustomField.objects.create(name="Other", model="risks.risk", key="other")


def test_values_are_kept_as_text_and_changed_key_by_key(officer, fields):
    project = ProjectFactory()
    path = f"projects/{project.pk}/"
    officer.patch(path, {"custom": {"zone": "North", "effort": 12.5, "signed": "2026-01-31", "note": "é"}})
    shown = officer.get(path).json()["custom"]
    assert shown == {"zone": "North", "effort": "12.5", "signed": "2026-01-31", "note": "é"}
    officer.patch(path, {"custom": {"zone": "South", "note": None}})
    assert officer.get(path).json()["custom"] == {"zone": "South", "effort": "12.5", "signed": "2026-01-31"}


@pytest.mark.parametrize(
    ("custom", "pointer"),
    [
        ({"zone": "East"}, "#/custom/zone"),
        ({"effort": "much"}, "#/custom/effort"),
        ({"effort": "NaN"}, "#/custom/effort"),
        ({"signed": "31/01/2026"}, "#/custom/signed"),
        ({"note": ["a"]}, "#/custom/note"),
        ({"other": "x"}, "#/custom/other"),
        ({"unknown": "x"}, "#/custom/unknown"),
        (["zone"], "#/custom"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_its_key(officer, fields, custom, pointer):
    project = ProjectFactory()
    answer = officer.patch(f"projects/{project.pk}/", {"custom": custom})
    assert answer.status_code == 400, answer.content
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_they_filter_lists(officer, fields):
    north, south = (ProjectFactory(custom={"zone": zone}) for zone in ("North", "South"))
    found = officer.get("projects/?custom_zone=North").json()["results"]
    assert [row["id"] for row in found] == [north.pk]
    assert south.pk not in {row["id"] for row in found}
    assert officer.get("projects/?custom_colour=North").status_code == 400


def test_a_thousand_rows_read_the_definitions_once(officer, fields, django_assert_max_num_queries):
    rows = [{"id": ProjectFactory().pk, "custom": {"zone": "North"}} for _number in range(50)]
    with django_assert_max_num_queries(25):
        assert officer.post("projects/bulk/", {"rows": rows}).json()["updated"] == 50
