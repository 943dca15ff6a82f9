"""What changed since a day or a session: what moved, by how much, who and why, for every reader what they may see."""

import pytest

from tests import factories as make
from tests.factories import days

SINCE = f"since={days(-9)}"


def groups(answer) -> dict:
    return {group["kind"]: group for group in answer.context["groups"]}


def test_dates_cost_and_health_that_moved_are_told_with_who(world, reader_with):
    found = groups(reader_with("officer").get(f"/changes/?{SINCE}"))
    finish, cost, health = (found[kind]["rows"] for kind in ("finish", "cost", "health"))
    assert [(row["name"], row["amount"]) for row in finish] == [("Réd checkout", "+60\xa0d")]
    assert [(row["name"], row["amount"]) for row in cost] == [("Réd checkout", "+€600")]
    assert [row["name"] for row in health] == ["Réd checkout"]
    assert finish[0]["cause"].entry.user == "Claire"
    assert [one.label for one in finish[0]["cause"].entry.differences] == ["forecast finish"]
    assert cost[0]["cause"].entry.noun == "budget line"
    assert health[0]["reasons"]


def test_the_dashboard_shows_the_same_with_risks_and_decisions(world, reader_with):
    officer = reader_with("officer")
    assert groups(officer.get(f"/dashboard/changes/?{SINCE}"))["finish"]["count"] == 1
    happened = {one["title"]: one for one in officer.get(f"/dashboard/steered/?{SINCE}").context["happened"]}
    assert {title: one["count"] for title, one in happened.items()} == {
        "New risks": 1, "Risks closed": 0, "Decisions taken": 1,
    }  # fmt: skip
    for one in happened.values():
        assert officer.client.get(one["url"]).context["sums"]["count"] == one["count"]


def test_who_sees_no_money_is_told_neither_amounts_nor_who_moved_them(world, reader_with):
    contributor = reader_with("contributor", project=world.red)
    answer = contributor.get(f"/changes/?{SINCE}")
    assert groups(answer)["cost"]["count"] == 0
    text = answer.content.decode()
    assert "€600" not in text and "600.00" not in text and "Studio" not in text
    assert groups(answer)["finish"]["count"] == 1


def test_confidential_projects_are_not_among_the_changes(world, reader_with):
    executive = reader_with("executive")
    assert "Secret" not in executive.text(f"/changes/?{SINCE}")
    steered = executive.get(f"/dashboard/steered/?{SINCE}")
    assert "Buy them" not in steered.content.decode()
    for one in steered.context["happened"]:
        assert executive.client.get(one["url"]).context["sums"]["count"] == one["count"]


def test_a_project_without_an_earlier_picture_is_new(world, reader_with):
    from reporting.drain import drain_all

    make.ProjectFactory(name="Newcomer", portfolio=world.here)
    drain_all(today=make.TODAY)
    answer = reader_with("officer").get(f"/changes/?{SINCE}")
    assert [one["name"] for one in answer.context["new"]] == ["Newcomer"]


def test_two_kept_days_are_compared_with_each_other(world, reader_with):
    answer = reader_with("officer").get(f"/changes/?since={days(-9)}&as_of={days(-5)}")
    assert all(group["count"] == 0 for group in answer.context["groups"])


def test_a_session_tells_what_moved_since_the_one_before(world, reader_with):
    committee = make.CommitteeFactory(portfolio=world.here)
    make.SessionFactory(committee=committee, date=days(-9), as_of=days(-9))
    session = make.SessionFactory(committee=committee, date=days(1), as_of=days(1))
    officer = reader_with("officer")
    answer = officer.get(f"/sessions/{session.pk}/since/")
    assert groups(answer)["finish"]["count"] == 1
    assert answer.context["since"] == days(-9)
    assert officer.get(f"/sessions/{session.pk}/since/steered/").status_code == 200
    assert f"/sessions/{session.pk}/since/" in officer.text(f"/sessions/{session.pk}/")
    assert officer.get(f"/sessions/{session.pk}/since/").context["last"].date == days(-9)
    part = officer.part(f"/sessions/{session.pk}/since/").content.decode()
    assert "<html" not in part and "Réd checkout" in part


def test_the_last_session_is_what_is_compared_with_at_first(world, reader_with):
    make.SessionFactory(date=days(-9), as_of=days(-9))
    answer = reader_with("officer").get("/dashboard/changes/")
    assert answer.context["since"] == days(-9)
    assert [option["chosen"] for option in answer.context["options"]].count(True) == 1


def test_an_unknown_kind_is_not_found(world, reader_with):
    assert reader_with("officer").get("/changes/?kind=weather").status_code == 404


@pytest.mark.parametrize("since", ["week", "month", "nonsense", "2019-01-01"])
def test_any_period_answers(since, world, reader_with):
    assert reader_with("officer").get(f"/dashboard/changes/?since={since}").status_code == 200
