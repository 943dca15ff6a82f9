"""Roll-up runs and kept snapshots are listed and never edited; a project says that it is being recalculated."""

import csv
from io import StringIO

import pytest
from django.utils import timezone

from pmo.models import RollUpRun
from pmo.run_troubles import trouble
from reporting.drain import drain_all
from tests import factories as make
from tests.factories import days


def test_runs_are_listed_with_duration_rows_and_errors(world, reader_with):
    administrator = reader_with("administrator")
    answer = administrator.get("/roll-up-runs/")
    assert answer.context["sums"]["count"] == RollUpRun.objects.count() >= 2 and "Duration" in answer.content.decode()
    assert reader_with("contributor", project=world.red).get("/roll-up-runs/").status_code == 403


def test_what_went_wrong_is_told_in_the_language_of_who_reads(world, reader_with):
    troubles = [
        trouble("no_exchange_rate", currency="USD", month="2019-09", projects=125),
        trouble("as_written", text="kept by an earlier edition"),
    ]
    run = RollUpRun.objects.create(kind="nightly", started_at=timezone.now(), troubles=troubles)
    english = "No exchange rate for USD in September 2019: 125 projects are in no total."
    french = "Pas de taux de change pour USD en septembre 2019 : 125 projets ne sont dans aucun total."
    for language, sentence in (("en", english), ("fr", french)):
        administrator = reader_with("administrator", language=language)
        for place in ("", f"{run.pk}/", "export.csv", "?q=usd"):
            answer = administrator.get(f"/roll-up-runs/{place}")
            said = answer.body if answer.streaming else answer.content.decode()
            assert sentence in said and "kept by an earlier edition" in said, (language, place)
        answer = administrator.get(f"/api/v1/roll-up-runs/{run.pk}/").json()
        assert answer["troubles"] == troubles
        assert answer["error"].splitlines() == [sentence, "kept by an earlier edition"]


@pytest.mark.parametrize("place", ["roll-up-runs/new/", "snapshots/new/", "snapshots/bulk/delete/"])
def test_nobody_adds_or_deletes_what_the_roll_up_wrote(place, world, reader_with):
    assert reader_with("administrator").get(f"/{place}").status_code == 404


def test_snapshots_show_money_only_to_who_may_see_it(world, reader_with):
    snapshot = world.red.snapshots.get(as_of=days(-10))
    contributor, officer = reader_with("contributor", project=world.red), reader_with("officer")
    assert "1,000.00" in officer.text(f"/snapshots/{snapshot.pk}/")
    assert "1,000.00" not in contributor.text(f"/snapshots/{snapshot.pk}/")
    assert contributor.client.get("/snapshots/").context["sums"]["budget_total"] is None
    told = {
        reader: [row["Budget"] for row in csv.DictReader(StringIO(reader.get("/snapshots/export.csv").body))]
        for reader in (officer, contributor)
    }
    assert "1000.00" in told[officer] and not any(told[contributor])


def test_a_picture_of_a_day_takes_the_last_snapshot_kept_by_then(world, reader_with):
    answer = reader_with("officer").client.get(f"/snapshots/?kept_by={days(-4)}&running=true")
    assert {row.as_of for row in answer.context["page"].rows} == {days(-10)}


def test_a_project_says_that_it_is_being_recalculated_until_it_is_done(world, reader_with):
    officer = reader_with("officer")
    address = f"/projects/{world.red.pk}/pending/"
    assert "being recalculated" not in officer.text(address)
    make.RiskFactory(project=world.red)
    assert "being recalculated" in officer.text(address)
    drain_all(today=make.TODAY)
    done = officer.text(f"{address}?was=1")
    assert "being recalculated" not in done and "#measures" in done
    assert address in officer.text(f"/projects/{world.red.pk}/")
