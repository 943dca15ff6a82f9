"""Lists: pages to a definite end, filters, orderings, what changed since."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from accounts.models import Membership
from pmo.api.registry import routes
from pmo.models import Deletion
from pmo.roles import RoleName
from projects.models import Milestone, Project
from tests.factories import (
    MilestoneFactory,
    PersonFactory,
    PortfolioFactory,
    ProjectFactory,
    RiskFactory,
    UserFactory,
    VendorFactory,
    give_role,
)

pytestmark = pytest.mark.django_db


def walk(api, path: str) -> tuple[list[dict], list[int], str]:
    """Every row, every removal, and the watermark of the last page."""
    rows, removed, pages = [], [], 0
    while path:
        page = api.get(path)
        assert page.status_code == 200, page.content
        page = page.json()
        rows += page["results"]
        removed += page.get("deleted", [])
        path, pages = page["next"], pages + 1
        assert pages < 1000
    return rows, removed, page["watermark"]


def since(path: str, mark: str) -> str:
    return f"{path}?updated_since={quote(mark)}"


def test_a_list_is_walked_to_its_end_in_any_ordering(officer):
    portfolio = PortfolioFactory()
    owner = PersonFactory()
    for number in range(25):
        project = ProjectFactory(name=f"Same {number % 3}", portfolio=portfolio)
        RiskFactory(project=project, name="R", impact=number % 5 + 1, owner=owner if number % 2 else None)
    every = set(Project.objects.values_list("pk", flat=True))
    for ordering in ("name", "-name", "planned_finish", "-slip_days", "-updated_at", "portfolio"):
        rows, _removed, _mark = walk(officer, f"projects/?page_size=4&ordering={ordering}")
        assert [row["id"] for row in rows] == list(dict.fromkeys(row["id"] for row in rows))
        assert {row["id"] for row in rows} == every
    scores = [row["current_score"] for row in walk(officer, "risks/?page_size=7&ordering=-current_score")[0]]
    assert scores == sorted(scores, reverse=True)


def test_the_last_page_has_no_next(officer):
    for _number in range(4):
        VendorFactory()
    first = officer.get("vendors/?page_size=2").json()
    second = officer.get(first["next"]).json()
    assert second["next"] is None
    assert first["total"] is None
    assert officer.get("vendors/?page_size=2&total=true").json()["total"] == 4


@pytest.mark.parametrize("query", ["page_size=0", "page_size=1001", "page_size=x", "page_size=²", "total=yes",
                                   "cursor=x", "cursor=W10", "ordering=colour", "updated_since=monday",
                                   "updated_since=0000-99-99", "status=lost", "planned_start_after=x",
                                   "portfolio=99999999999999999999", "slip_days_min=x", "confidential=maybe",
                                   "code=", "code=a&code=b", "ordering=",
        "page_size=1&page_size=2"])  # fmt: skip
def test_a_parameter_that_is_not_valid_is_refused_by_name(officer, query):
    answer = officer.get(f"projects/?{query}")
    assert answer.status_code == 400, answer.content
    named = answer.json()["errors"][0]["parameter"]
    assert named.startswith(query.split("=")[0].removesuffix("_after").removesuffix("_min"))


def test_an_unknown_parameter_is_refused_by_name(officer):
    answer = officer.get("projects/?stats=active&page_size=3")
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:pmo:problem:unknown-parameter"
    assert [error["parameter"] for error in answer.json()["errors"]] == ["stats"]


def test_filters_are_those_of_the_pages(officer):
    portfolio = PortfolioFactory()
    ProjectFactory(name="Élan", status="closed")
    ProjectFactory(name="Autre", status="active", portfolio=portfolio)
    ProjectFactory(name="Pause", status="on_hold", portfolio=portfolio)

    def names(query: str) -> set[str]:
        answer = officer.get(f"projects/?{query}")
        assert answer.status_code == 200, answer.content
        return {row["name"] for row in answer.json()["results"]}

    assert names("status=closed&status=active") == {"Élan", "Autre"}
    assert names("q=elan") == {"Élan"}
    assert names(f"portfolio={portfolio.pk}&status=on_hold") == {"Pause"}


def test_objects_are_found_by_what_another_system_calls_them(officer):
    pay, search = ProjectFactory(), ProjectFactory()
    for project, key in ((pay, "PAY"), (search, "SEA")):
        officer.patch(f"projects/{project.pk}/", {"external_references": [{"source": "jira", "key": key}]})
    ProjectFactory()

    def found(query: str) -> list[int]:
        return [row["id"] for row in officer.get(f"projects/?{query}").json()["results"]]

    assert found("reference_source=jira&reference_key=PAY") == [pay.pk]
    assert sorted(found("reference_source=jira")) == sorted([pay.pk, search.pk])
    assert found("reference_source=crm&reference_key=PAY") == []
    assert found("reference_source=jira&reference_key=%00") == []
    assert officer.get("projects/?reference_key=PAY").json()["errors"][0]["parameter"] == "reference_key"
    assert officer.get("project-states/?reference_source=jira").json()["type"].endswith("unknown-parameter")


def test_a_refused_filter_is_called_as_the_address_calls_it_and_says_what_there_is(officer):
    amount = officer.get("cost-entries/?amount_min=much").json()["errors"]
    assert [error["parameter"] for error in amount] == ["amount_min"]
    status = officer.get("projects/?status=begun").json()["errors"]
    assert "give one of proposed, " in status[0]["detail"]


def test_a_filter_by_something_hidden_reads_like_one_by_nothing(manager_of):
    hidden = PortfolioFactory()
    api = manager_of(ProjectFactory())
    answers = [api.get(f"projects/?portfolio={pk}").json()["errors"] for pk in (hidden.pk, 987_654)]
    assert str(hidden.pk) in answers[0][0]["detail"]
    assert answers[0][0]["parameter"] == answers[1][0]["parameter"] == "portfolio"


def test_the_answer_of_a_list_is_fresh_until_something_shown_changes(officer):
    project = ProjectFactory()
    answer = officer.get("projects/")
    tag = answer["ETag"]
    assert officer.get("projects/", **{"If-None-Match": tag}).status_code == 304
    assert officer.get("projects/", **{"If-None-Match": f"W/{tag}"}).status_code == 304
    assert officer.get("projects/?page_size=5", **{"If-None-Match": tag}).status_code == 200
    project.name = "New"
    project.save()
    assert officer.get("projects/", **{"If-None-Match": tag}).status_code == 200


def test_every_route_lists_and_shows_nothing_to_an_outsider(api_of):
    api = api_of(UserFactory())
    for path, viewset in routes().items():
        answer = api.get(f"{path}/") if "(" not in path else api.get("projects/1/snapshots/")
        if "(" in path:
            assert answer.status_code == 404
            continue
        own = path == "access-tokens"
        assert answer.status_code == 200, (path, answer.content)
        assert len(answer.json()["results"]) == own, viewset


@pytest.mark.django_db(transaction=True)
class TestWhatChangedSince:
    def test_only_what_changed_since_the_watermark_comes(self, officer):
        first, second = ProjectFactory(), ProjectFactory()
        mark = officer.get("projects/").json()["watermark"]
        second.name = "Changed"
        second.save()
        rows, removed, _mark = walk(officer, since("projects/", mark))
        assert [row["id"] for row in rows] == [second.pk]
        assert removed == []
        assert first.pk not in {row["id"] for row in rows}

    def test_deletions_come_as_ids(self, officer):
        kept, gone = MilestoneFactory(), MilestoneFactory()
        mark = officer.get("milestones/").json()["watermark"]
        officer.delete(f"milestones/{gone.pk}/")
        rows, removed, _mark = walk(officer, since("milestones/", mark))
        assert (rows, removed) == ([], [gone.pk])
        assert kept.pk not in removed

    def test_a_restored_object_is_no_deletion(self, officer):
        milestone = MilestoneFactory()
        mark = officer.get("milestones/").json()["watermark"]
        officer.delete(f"milestones/{milestone.pk}/")
        from pmo.bin import restore
        from pmo.models import BinEntry

        restore(BinEntry.objects.get(), actor=officer.user)
        rows, removed, _mark = walk(officer, since("milestones/", mark))
        assert ([row["id"] for row in rows], removed) == ([milestone.pk], [])

    def test_many_deletions_come_over_several_pages(self, officer):
        for _number in range(3):
            MilestoneFactory()
        gone = [MilestoneFactory().pk for _number in range(7)]
        mark = officer.get("milestones/").json()["watermark"]
        Milestone.objects.filter(pk__in=gone).delete()
        Milestone.objects.update(note="changed")
        for size in (2, 3, 4, 10):
            rows, removed, _mark = walk(officer, since("milestones/", mark) + f"&page_size={size}")
            assert len(rows) == 3
            assert removed == gone

    def test_lost_access_is_a_deletion_and_regained_access_sends_again(self, api_of):
        user = UserFactory()
        kept, lost = ProjectFactory(), ProjectFactory()
        risk = RiskFactory(project=lost)
        give_role(user, RoleName.CONTRIBUTOR, project=kept)
        held = give_role(user, RoleName.CONTRIBUTOR, project=lost)
        api = api_of(user)
        mark = api.get("projects/").json()["watermark"]
        Membership.objects.filter(pk=held.pk).delete()
        rows, removed, later = walk(api, since("projects/", mark))
        assert removed == [lost.pk]
        assert lost.pk not in {row["id"] for row in rows}
        assert walk(api, since("risks/", mark))[1] == [risk.pk]
        give_role(user, RoleName.CONTRIBUTOR, project=lost)
        rows, removed, _mark = walk(api, since("projects/", later))
        assert lost.pk in {row["id"] for row in rows}
        assert removed == []
        assert risk.pk in {row["id"] for row in walk(api, since("risks/", later))[0]}

    def test_a_role_that_ends_by_its_date_withdraws_too(self, api_of):
        user, project = UserFactory(), ProjectFactory()
        today = timezone.localdate()
        give_role(user, RoleName.CONTRIBUTOR, project=ProjectFactory())
        give_role(user, RoleName.CONTRIBUTOR, project=project, ends_on=today - timedelta(days=1))
        Membership.objects.update(starts_on=today - timedelta(days=100))
        from pmo.models import AccessChange

        AccessChange.objects.all().delete()
        before = (timezone.now() - timedelta(days=3)).isoformat()
        assert project.pk in walk(api_of(user), since("projects/", before))[1]

    def test_a_project_made_confidential_is_withdrawn(self, api_of):
        user, project = UserFactory(), ProjectFactory()
        give_role(user, RoleName.CONTRIBUTOR, portfolio=project.portfolio)
        api = api_of(user)
        mark = api.get("projects/").json()["watermark"]
        Project.objects.update(confidential=True)
        assert walk(api, since("projects/", mark))[1] == [project.pk]

    def test_a_walk_that_others_write_into_ends_and_keeps_its_first_watermark(self, officer):
        for _number in range(6):
            MilestoneFactory()
        page = officer.get(since("milestones/", str(timezone.localdate() - timedelta(days=9))) + "&page_size=2").json()
        first_mark, seen = page["watermark"], len(page["results"])
        while page["next"]:
            Milestone.objects.update(note="again")
            page = officer.get(page["next"]).json()
            assert page["watermark"] == first_mark
            seen += len(page["results"])
            assert seen < 20
        assert len(walk(officer, since("milestones/", first_mark))[0]) == 6

    def test_ordering_cannot_be_chosen_then(self, officer):
        assert officer.get(since("projects/", "2026-01-01") + "&ordering=name").status_code == 400

    def test_objects_without_a_time_of_change_say_so(self, officer):
        assert officer.get(since("users/", "2026-01-01")).status_code == 400

    def test_deletions_are_kept_by_the_database(self, officer):
        milestone = MilestoneFactory()
        pk = milestone.pk
        milestone.delete()
        assert Deletion.objects.filter(model="projects.milestone", object_id=pk).exists()
