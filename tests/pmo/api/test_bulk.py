"""Many rows in one request: all or the valid ones, for real or as a rehearsal, once."""

import threading

import pytest
from django.db import connection

from accounts.models import Vendor
from pmo.models import ExternalReference, IdempotencyKey
from pmo.roles import RoleName
from projects.models import Milestone, Project
from risks.models import Risk
from tests.factories import (
    MilestoneFactory,
    PortfolioFactory,
    ProjectFactory,
    RiskFactory,
    UserFactory,
    VendorFactory,
    give_role,
)

pytestmark = pytest.mark.django_db


def reference(key) -> dict:
    return {"source": "erp", "key": str(key)}


def outcomes(answer) -> list[str]:
    return [row["outcome"] for row in answer.json()["rows"]]


def test_rows_are_created_and_answered_in_order(officer):
    answer = officer.post("vendors/bulk/", {"operation": "create", "rows": [{"name": f"Vendor {n}"} for n in range(5)]})
    assert answer.status_code == 200, answer.content
    assert outcomes(answer) == ["created"] * 5
    assert answer.json()["created"] == 5
    names = [Vendor.objects.get(pk=row["id"]).name for row in answer.json()["rows"]]
    assert names == [f"Vendor {n}" for n in range(5)]


def test_an_upsert_by_reference_creates_then_leaves_then_updates(officer):
    rows = [{"external_reference": reference(n), "name": f"Vendor {n}"} for n in range(3)]
    first = officer.post("vendors/bulk/", {"rows": rows})
    assert outcomes(first) == ["created"] * 3
    again = officer.post("vendors/bulk/", {"rows": rows})
    assert outcomes(again) == ["unchanged"] * 3
    rows[1]["country"] = "FR"
    third = officer.post("vendors/bulk/", {"rows": rows})
    assert outcomes(third) == ["unchanged", "updated", "unchanged"]
    assert Vendor.objects.count() == 3
    assert [row["version"] for row in third.json()["rows"]] == [1, 2, 1]
    assert ExternalReference.objects.count() == 3


def test_an_upsert_keeps_the_references_of_other_systems(officer):
    vendor = VendorFactory()
    both = [reference(1), {"source": "crm", "key": "x"}]
    officer.patch(f"vendors/{vendor.pk}/", {"external_references": both})
    officer.post("vendors/bulk/", {"rows": [{"external_reference": reference(1), "name": "New"}]})
    assert ExternalReference.objects.count() == 2
    vendor.refresh_from_db()
    assert vendor.name == "New"


def test_an_object_meant_by_its_id_gets_the_reference_of_the_row_beside_those_it_has(officer):
    vendor = VendorFactory()
    officer.patch(f"vendors/{vendor.pk}/", {"external_references": [{"source": "crm", "key": "x"}]})
    rows = [{"id": vendor.pk, "external_reference": reference(1)}]
    assert outcomes(officer.post("vendors/bulk/", {"operation": "update", "rows": rows})) == ["updated"]
    assert outcomes(officer.post("vendors/bulk/", {"operation": "update", "rows": rows})) == ["unchanged"]
    assert ExternalReference.objects.filter(object_id=vendor.pk).count() == 2


def test_one_bad_row_stops_all_of_them(officer):
    vendor = VendorFactory(name="Taken")
    rows = [{"name": "Good"}, {"name": "taken"}, {"colour": "red", "name": "x"}, {"name": ""}]
    answer = officer.post("vendors/bulk/", {"operation": "create", "rows": rows})
    assert answer.status_code == 400
    problem = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert [(error["index"], error["pointer"]) for error in problem["errors"]] == [
        (2, "#/rows/2/colour"),
        (3, "#/rows/3/name"),
    ]
    assert list(Vendor.objects.all()) == [vendor]


def test_a_rule_of_the_database_names_its_row(officer):
    VendorFactory(name="Taken")
    rows = [{"name": "Good"}, {"name": "taken"}, {"name": "Twice"}, {"name": "twice"}]
    answer = officer.post("vendors/bulk/", {"operation": "create", "rows": rows})
    assert answer.status_code == 400
    assert [(error["index"], error["detail"]) for error in answer.json()["errors"]] == [
        (1, "A vendor with this name exists already."),
        (3, "A vendor with this name exists already."),
    ]
    assert Vendor.objects.count() == 1


def test_the_valid_rows_are_written_when_asked_so(officer):
    VendorFactory(name="Taken")
    rows = [{"name": "Good"}, {"name": "taken"}, {"colour": 1}, {"name": "Better"}]
    answer = officer.post("vendors/bulk/", {"operation": "create", "mode": "valid", "rows": rows})
    assert answer.status_code == 200, answer.content
    assert outcomes(answer) == ["created", "rejected", "rejected", "created"]
    assert answer.json()["rows"][1]["errors"][0]["pointer"] == "#/rows/1/name"
    assert set(Vendor.objects.values_list("name", flat=True)) == {"Taken", "Good", "Better"}


@pytest.mark.parametrize("mode", ["all", "valid"])
def test_a_rehearsal_writes_nothing(officer, mode):
    vendor = VendorFactory(name="Old")
    rows = [{"name": "New"}, {"id": vendor.pk, "name": "Changed"}]
    answer = officer.post("vendors/bulk/", {"mode": mode, "dry_run": True, "rows": rows})
    assert answer.json()["dry_run"] is True
    assert outcomes(answer) == ["created", "updated"]
    assert answer.json()["rows"][0]["id"] is None
    assert list(Vendor.objects.values_list("name", flat=True)) == ["Old"]


def test_operations_refuse_what_they_do_not_mean(officer):
    vendor = VendorFactory()
    create = officer.post("vendors/bulk/", {"operation": "create", "rows": [{"id": vendor.pk, "name": "x"}]})
    update = officer.post("vendors/bulk/", {"operation": "update", "rows": [{"name": "x"}, {"id": 99_999}]})
    assert [error["code"] for error in create.json()["errors"]] == ["exists"]
    assert [error["code"] for error in update.json()["errors"]] == ["unknown", "unknown"]


def test_the_same_object_twice_is_refused(officer):
    vendor = VendorFactory()
    rows = [{"id": vendor.pk, "name": "A"}, {"id": vendor.pk, "name": "B"}]
    rows += [{"external_reference": reference(1), "name": n} for n in "CD"]
    answer = officer.post("vendors/bulk/", {"rows": rows})
    assert [(error["index"], error["code"]) for error in answer.json()["errors"]] == [(1, "repeated"), (3, "repeated")]


def test_a_stale_row_is_refused_with_the_current_version(officer):
    vendor = VendorFactory()
    officer.patch(f"vendors/{vendor.pk}/", {"name": "Theirs"})
    answer = officer.post("vendors/bulk/", {"rows": [{"id": vendor.pk, "name": "Mine", "version": 1}]})
    assert answer.json()["errors"][0]["code"] == "stale"
    assert answer.json()["errors"][0]["current_version"] == 2


def test_rows_where_one_may_not_write_are_refused_and_the_others_written(api_of):
    portfolio = PortfolioFactory()
    mine, neighbour = ProjectFactory(portfolio=portfolio), ProjectFactory(portfolio=portfolio)
    hidden = RiskFactory()
    theirs = RiskFactory(project=neighbour, name="Theirs")
    user = UserFactory()
    give_role(user, RoleName.PROJECT_MANAGER, project=mine)
    rows = [
        {"name": "Mine", "project": mine.pk},
        {"name": "Not there", "project": neighbour.pk},
        {"name": "Not seen", "project": hidden.project_id},
        {"id": theirs.pk, "name": "Stolen"},
        {"id": hidden.pk, "name": "Stolen"},
    ]
    answer = api_of(user).post("risks/bulk/", {"mode": "valid", "rows": rows})
    assert outcomes(answer) == ["created", "rejected", "rejected", "rejected", "rejected"]
    codes = [row["errors"][0]["code"] for row in answer.json()["rows"][1:]]
    assert codes == ["not_allowed", "unknown", "not_allowed", "unknown"]
    assert set(Risk.objects.values_list("name", flat=True)) == {"Mine", "Theirs", hidden.name}


def test_a_thousand_rows_cost_few_queries(officer, django_assert_max_num_queries):
    projects = [ProjectFactory() for _number in range(3)]
    rows = [
        {
            "name": f"Milestone {n}",
            "project": projects[n % 3].pk,
            "reference_date": "2026-01-01",
            "external_reference": reference(n),
        }
        for n in range(1000)
    ]
    with django_assert_max_num_queries(40):
        answer = officer.post("milestones/bulk/", {"rows": rows})
    assert answer.json()["created"] == 1000
    for row in rows:
        row["forecast_date"] = "2026-02-01"
    with django_assert_max_num_queries(40):
        answer = officer.post("milestones/bulk/", {"rows": rows})
    assert answer.json()["updated"] == 1000, answer.content[:500]
    assert Milestone.objects.filter(version=2, forecast_date="2026-02-01").count() == 1000


def test_history_names_who_wrote_in_bulk(officer):
    from pghistory.models import Context

    officer.post("vendors/bulk/", {"rows": [{"name": f"V{n}"} for n in range(3)]})
    events = Vendor.pgh_event_model.objects.all()
    contexts = Context.objects.filter(pk__in=events.values("pgh_context"))
    assert events.count() == 3
    assert {context.metadata["user"] for context in contexts} == {officer.user.pk}


@pytest.mark.parametrize(
    "body",
    [{}, [], {"rows": []}, {"rows": "x"}, {"rows": [1]}, {"rows": [{}], "mode": "some"}, {"rows": [{}], "extra": 1},
     {"rows": [{"name": str(n)} for n in range(1001)]}, {"rows": [{"id": "x"}]}, {"rows": [{"id": True}]},
     {"rows": [{"external_reference": "x"}]}, {"rows": [{"external_reference": {"source": "x"}}]},
     {"rows": [{"external_reference": {"source": {}, "key": []}}]}, {"rows": [{"links": 3, "name": "n"}]}],
)  # fmt: skip
def test_a_malformed_bulk_request_is_refused(officer, body):
    answer = officer.post("vendors/bulk/", body)
    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"]


def test_a_few_bad_rows_do_not_make_the_good_ones_slow(officer, django_assert_max_num_queries):
    VendorFactory(name="Taken")
    rows = [{"name": f"Vendor {n}"} for n in range(300)]
    rows[7]["name"] = rows[250]["name"] = "taken"
    with django_assert_max_num_queries(300):
        answer = officer.post("vendors/bulk/", {"operation": "create", "mode": "valid", "rows": rows})
    assert [row["index"] for row in answer.json()["rows"] if row["outcome"] == "rejected"] == [7, 250]
    assert Vendor.objects.count() == 299


@pytest.mark.django_db(transaction=True)
def test_the_same_upsert_from_several_connections_creates_once_and_refuses_nobody(officer):
    rows = [{"external_reference": reference(n), "name": f"Vendor {n}"} for n in range(20)]
    answers = []

    def send(body: list) -> None:
        from django.test import Client

        answers.append(
            Client().post(
                "/api/v1/vendors/bulk/", {"mode": "valid", "rows": body}, content_type="application/json",
                headers={"Authorization": f"Bearer {officer.secret}"},
            )
        )  # fmt: skip
        connection.close()

    threads = [threading.Thread(target=send, args=[rows if number % 2 else rows[::-1]]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [200] * 6
    assert sorted((answer.json()["created"], answer.json()["unchanged"]) for answer in answers) == [(0, 20)] * 5 + [
        (20, 0)
    ]


class TestIdempotency:
    def test_the_same_request_with_the_same_key_is_done_once(self, officer):
        key = {"Idempotency-Key": "k1"}
        first = officer.post("vendors/", {"name": "Once"}, **key)
        again = officer.post("vendors/", {"name": "Once"}, **key)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.json() == first.json()
        assert again.content == first.content
        assert [again[name] for name in ("Location", "ETag")] == [first[name] for name in ("Location", "ETag")]
        assert again["Idempotent-Replayed"] == "true"
        assert Vendor.objects.count() == 1

    def test_an_answer_that_an_earlier_release_kept_is_still_given(self, officer):
        key = {"Idempotency-Key": "k0"}
        first = officer.post("vendors/", {"name": "Once"}, **key)
        IdempotencyKey.objects.update(answer=first.json())
        assert officer.post("vendors/", {"name": "Once"}, **key).json() == first.json()

    def test_so_it_is_in_bulk(self, officer):
        key, body = {"Idempotency-Key": "k2"}, {"operation": "create", "rows": [{"name": "Once"}]}
        assert officer.post("vendors/bulk/", body, **key).json() == officer.post("vendors/bulk/", body, **key).json()

    def test_another_request_with_the_key_is_refused(self, officer):
        key = {"Idempotency-Key": "k3"}
        officer.post("vendors/", {"name": "One"}, **key)
        answer = officer.post("vendors/", {"name": "Two"}, **key)
        assert answer.status_code == 422
        assert answer.json()["type"] == "urn:pmo:problem:key-reused"

    def test_a_refused_request_may_be_put_right_under_its_key(self, officer):
        key = {"Idempotency-Key": "k4"}
        assert officer.post("vendors/", {"name": ""}, **key).status_code == 400
        assert officer.post("vendors/", {"name": "Right"}, **key).status_code == 201
        bad = {"operation": "create", "rows": [{"name": "Right"}]}
        assert officer.post("vendors/bulk/", bad, **{"Idempotency-Key": "k5"}).status_code == 400
        good = {"operation": "create", "rows": [{"name": "Other"}]}
        assert officer.post("vendors/bulk/", good, **{"Idempotency-Key": "k5"}).status_code == 200

    def test_keys_of_others_are_others(self, officer, administrator):
        key = {"Idempotency-Key": "shared"}
        assert officer.post("vendors/", {"name": "One"}, **key).status_code == 201
        assert administrator.post("vendors/", {"name": "Two"}, **key).status_code == 201

    def test_a_rehearsal_under_a_key_writes_nothing(self, officer):
        body = {"dry_run": True, "rows": [{"name": "New"}]}
        assert officer.post("vendors/bulk/", body, **{"Idempotency-Key": "k6"}).status_code == 200
        assert not Vendor.objects.exists()

    def test_too_long_a_key_is_refused(self, officer):
        assert officer.post("vendors/", {"name": "x"}, **{"Idempotency-Key": "k" * 201}).status_code == 400


def test_a_project_may_be_created_in_bulk_by_who_may_create_it(officer):
    portfolio = PortfolioFactory()
    rows = [{"name": f"P{n}", "code": f"C{n}", "portfolio": portfolio.pk, "budget": "10.00"} for n in range(3)]
    answer = officer.post("projects/bulk/", {"rows": rows})
    assert outcomes(answer) == ["created"] * 3, answer.content
    assert Project.objects.filter(budget=10).count() == 3


def test_updates_in_bulk_by_id_leave_what_they_do_not_name(officer):
    milestones = [MilestoneFactory(note="kept") for _number in range(3)]
    rows = [{"id": one.pk, "name": f"New {one.pk}"} for one in milestones]
    assert outcomes(officer.post("milestones/bulk/", {"operation": "update", "rows": rows})) == ["updated"] * 3
    for one in milestones:
        one.refresh_from_db()
        assert (one.name, one.note) == (f"New {one.pk}", "kept")
