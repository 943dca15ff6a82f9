"""Plans from the command line: brought in, computed, and told in words and as JSON."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pmo.roles import RoleName
from projects.models import Project, Task
from tests.factories import PortfolioFactory, ProjectFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db
RELATIONS = Path(__file__).parents[2].parent / "shared" / "data" / "mspdi" / "mspdirelations.xml"
PLAN = """ID,Name,Duration,Predecessors,Start
1,Dig,2d,,2026-03-02
2,Lay,1d,1FS+1d;9,
3,Rest,1d,,
"""


@pytest.fixture(autouse=True)
def administrator(settings):
    settings.LANGUAGE_CODE = "en"
    user = UserFactory()
    give_role(user, RoleName.ADMINISTRATOR)
    return user


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "house.csv"
    path.write_text(PLAN)
    return path


def said(*arguments) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def told(*arguments) -> dict:
    return json.loads(said(*arguments, "--json"))


def test_a_file_alone_becomes_a_project_of_its_name(plan):
    answer = told("import_schedule", str(plan))
    project = Project.objects.get(code="HOUSE")
    assert (project.portfolio.code, answer["project"], answer["kind"]) == ("PLANS", "HOUSE", "table")
    assert (answer["counts"]["task"], answer["counts"]["link"]) == ({"new": 3}, {"new": 1})
    assert [(each["field"], each["value"]) for each in answer["problems"]] == [("Predecessors", "9")]
    assert "9" in answer["problems"][0]["message"] and "3" in answer["problems"][0]["row"]
    assert told("import_schedule", str(plan))["counts"] == {"task": {"unchanged": 3}, "link": {"unchanged": 1}}


def test_a_plan_goes_into_the_project_that_is_named(plan):
    project = ProjectFactory(code="WEB-7", portfolio=PortfolioFactory())
    text = said("import_schedule", str(plan), "--project", "web-7")
    assert "WEB-7" in text and "3 new" in text
    assert Task.objects.filter(project=project).count() == 3


def test_a_dry_run_leaves_nothing_behind(plan):
    assert told("import_schedule", str(plan), "--dry-run")["counts"]["task"] == {"new": 3}
    assert not Project.objects.exists()


def test_what_cannot_be_read_is_said(tmp_path):
    (tmp_path / "plan.xml").write_text("<html/>")
    with pytest.raises(CommandError, match="html"):
        said("import_schedule", str(tmp_path / "plan.xml"))
    with pytest.raises(CommandError):
        said("import_schedule", str(tmp_path / "none.xml"))
    with pytest.raises(CommandError):
        said("compute_schedule", "NONE")
    assert not Project.objects.exists()


def test_a_computed_plan_tells_dates_floats_drivers_and_reasons(plan):
    said("import_schedule", str(plan))
    answer = told("compute_schedule", "house")
    dig, lay, rest = answer["tasks"]
    assert (dig["wbs"], dig["early_start"], dig["is_critical"]) == ("1", "2026-03-02T08:00", True)
    assert (lay["early_start"], lay["driving_predecessor"]) == ("2026-03-05T08:00", {"wbs": "1", "name": "Dig"})
    assert "Dig" in lay["reason"]
    assert rest["total_float"] > 0
    assert [each["name"] for each in answer["critical_path"]] == ["Dig", "Lay"]
    assert answer["problems"] == []
    assert "Dig" in said("compute_schedule", "HOUSE")


def test_problems_of_a_plan_name_the_tasks(plan):
    plan.write_text("ID,Name,Duration,Predecessors\n1,Dig,1d,2\n2,Lay,1d,1\n")
    assert any("Dig" in words for words in told("import_schedule", str(plan))["plan_problems"])
    (problem,) = told("compute_schedule", "HOUSE")["problems"]
    assert (problem["code"], sorted(problem["tasks"])) == ("cycle", ["Dig", "Lay"])
    assert "Dig" in problem["message"]


@pytest.mark.skipif(not RELATIONS.exists(), reason="../shared/data/mspdi is absent")
def test_a_file_of_ms_project_is_computed_as_there():
    told("import_schedule", str(RELATIONS))
    assert len(told("compute_schedule", "MSPDIRELATIONS")["tasks"]) == 5
