"""The sponsor's page: decisions answered in place, projects by trouble, what moved, light enough for a phone."""

import gzip
from pathlib import Path

from projects.models import Decision
from tests import factories as make
from tests.factories import days
from tests.reporting.views.conftest import Reader

STATIC = Path(__file__).parents[3] / "static"


def sponsor_of(world) -> Reader:
    world.sponsor.user.language = "en"
    world.sponsor.user.save()
    return Reader(world.sponsor.user)


def test_it_shows_what_is_asked_and_the_projects_by_trouble(world):
    make.ProjectFactory(name="Calm", portfolio=world.here, sponsor=world.sponsor)
    answer = sponsor_of(world).get("/sponsor/")
    assert [row.name for row in answer.context["decisions"]] == ["Choose the bank"]
    assert [row["name"] for row in answer.context["projects"]] == ["Réd checkout", "Calm"]
    assert answer.context["projects"][0]["reasons"]


def test_a_decision_is_taken_in_place(world):
    reader = sponsor_of(world)
    asked = Decision.objects.get(name="Choose the bank")
    answer = reader.client.post(f"/sponsor/decisions/{asked.pk}/", {"outcome": "Bank A", "reason": "Cheaper"})
    assert answer.status_code == 302 and answer.headers["Location"] == "/sponsor/"
    asked.refresh_from_db()
    assert (asked.state, asked.outcome, asked.reason) == ("taken", "Bank A", "Cheaper")
    assert reader.get("/sponsor/").context["decisions"] == []


def test_an_empty_answer_is_refused_and_kept(world):
    reader = sponsor_of(world)
    asked = Decision.objects.get(name="Choose the bank")
    answer = reader.client.post(f"/sponsor/decisions/{asked.pk}/", {"outcome": "", "reason": "Because"})
    assert answer.status_code == 422 and "Because" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_nobody_answers_for_somebody_else(world, reader_with):
    asked = Decision.objects.get(name="Choose the bank")
    answer = reader_with("officer").client.post(f"/sponsor/decisions/{asked.pk}/", {"outcome": "Mine"})
    assert answer.status_code == 404


def test_an_escalation_is_answered_in_place(world):
    issue = make.IssueFactory(
        project=world.red, state="escalated", escalated_to=world.sponsor, answer_due_on=days(3), level="executive"
    )
    reader = sponsor_of(world)
    assert reader.client.post(f"/sponsor/escalations/{issue.pk}/", {"answer": "Go on"}).status_code == 302
    issue.refresh_from_db()
    assert (issue.state, issue.answer) == ("answered", "Go on")


def test_what_moved_is_about_my_projects_only(world):
    reader = sponsor_of(world)
    reader.get("/sponsor/")
    session = reader.client.session
    session["sponsor_visit_before"] = days(-9).isoformat()
    session.save()
    answer = reader.get("/sponsor/changes/")
    assert answer.context["compared"] == 1
    assert "Réd checkout" in answer.content.decode()


def test_the_first_visit_weighs_less_than_fifty_kilobytes(world):
    page = sponsor_of(world).get("/sponsor/").content
    assets = [STATIC / "css" / f"{name}.css" for name in ("tokens", "figures", "light")] + [STATIC / "js" / "theme.js"]
    htmx = STATIC.parent / "node_modules" / "htmx.org" / "dist" / "htmx.min.js"
    total = len(gzip.compress(page)) + sum(len(gzip.compress(path.read_bytes())) for path in [*assets, htmx])
    assert page.count(b'<link rel="stylesheet"') == 3 and page.count(b"<script") == 2
    assert total < 50_000
