"""The published editions through the real writer: nothing lost, nothing doubled, every figure where it belongs."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from integrations.services import import_file
from pmo.models import ExternalReference
from portfolio.models import Portfolio
from projects.models import Project, ProjectSnapshot
from tests.factories import UserFactory, give_role
from tests.integrations.files import published

COUNTS = {2014: 200, 2015: 188, 2016: 143, 2017: 144, 2018: 133, 2019: 133, 2020: 125}
MILLION = 1_000_000


@pytest.fixture
def officer(db):
    user = UserFactory()
    give_role(user, "officer")
    return user


def gmpp(year: int, actor, **options):
    return import_file(published(f"gmpp-uk/raw-years/gmpp_{year}.csv"), actor=actor, **options)


@cache
def panel() -> dict[int, dict[str, dict]]:
    rows: dict[int, dict[str, dict]] = {}
    with published("gmpp-uk/panel_2014_2020.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(int(row["report_year"]), {})[row["project_key"]] = row
    return rows


def snapshots_by_key(year: int) -> dict[str, ProjectSnapshot]:
    """The snapshots of one edition by the key that edition gives the project."""
    found = {row.project_id: row for row in ProjectSnapshot.objects.filter(as_of=date(year - 1, 9, 30))}
    keys = ExternalReference.objects.filter(source="gmpp").values_list("key", "object_id")
    return {key: found[pk] for key, pk in keys if pk in found}


def facts() -> list[tuple]:
    return list(
        Project.objects.order_by("pk").values_list(
            "code", "name", "planned_start", "planned_finish", "forecast_finish", "budget", "version"
        )
    )


def test_seven_editions_give_1066_project_years_and_seven_points_of_trend(officer):
    reports = {year: gmpp(year, officer) for year in COUNTS}
    kept = {year: report.total("new") + report.total("changed") + report.total("unchanged")
            for year, report in reports.items()}  # fmt: skip
    assert kept == COUNTS
    assert {year: report.total("rejected") for year, report in reports.items()} == dict.fromkeys(COUNTS, 0) | {2020: 2}
    assert ProjectSnapshot.objects.filter(source="import").count() == 1066
    assert [p.row for p in reports[2020].problems if p.reason_code == "missing_name"] == [127, 128]
    assert Project.objects.count() == len({key for year in panel().values() for key in year})
    portfolio = Portfolio.objects.get()
    assert (portfolio.code, portfolio.currency, portfolio.is_archive) == ("GMPP", "GBP", True)
    assert portfolio.status_date == date(2019, 9, 30)
    points = Counter(ProjectSnapshot.objects.values_list("project_id", flat=True))
    assert max(points.values()) == 7
    by_year = Counter(ProjectSnapshot.objects.values_list("source_label", flat=True))
    assert by_year == {f"GMPP {year}": count for year, count in COUNTS.items()}

    for year in COUNTS:
        rows = snapshots_by_key(year)
        for key, expected in panel()[year].items():
            row = rows[key]
            assert (row.finish.isoformat() if row.finish else "") == expected["end_date"], (year, key)
            cost = expected["wlc_baseline_m"]
            assert (row.budget is None) == (not cost)
            if cost:
                assert abs(row.budget - Decimal(cost) * MILLION) <= Decimal("0.01"), (year, key)
    imported = ProjectSnapshot.objects.all()
    assert imported.exclude(finish=None).count() == 1027 and imported.exclude(budget=None).count() == 975
    total = sum(imported.filter(source_label="GMPP 2020").exclude(budget=None).values_list("budget", flat=True))
    assert total == Decimal("447920.35") * MILLION
    ratings = Counter(imported.filter(source_label="GMPP 2019").values_list("rating", flat=True))
    assert ratings == {"Amber": 66, "Amber/Red": 38, "Amber/Green": 18, "Green": 4, "Red": 4, "": 3}
    colours = Counter(imported.filter(source_label="GMPP 2019").values_list("declared_health", flat=True))
    assert colours == {"amber": 66, "red": 42, "green": 22, "none": 3}


@pytest.mark.full
def test_importing_an_edition_again_changes_nothing(officer):
    gmpp(2014, officer)
    gmpp(2015, officer)
    before, kept = facts(), ProjectSnapshot.objects.count()
    for year in (2014, 2015):
        again = gmpp(year, officer)
        assert again.as_json()["totals"] == {"new": 0, "changed": 0, "unchanged": COUNTS[year], "rejected": 0}
    assert facts() == before and ProjectSnapshot.objects.count() == kept
    assert again.created == {}


@pytest.mark.full
def test_an_older_edition_adds_its_snapshots_and_never_overwrites_newer_facts(officer):
    gmpp(2016, officer)
    shared = set(panel()[2016]) & set(panel()[2014])
    before = {code: rest for code, *rest in facts()}
    report = gmpp(2014, officer)
    after = {code: rest for code, *rest in facts()}
    assert {code: after[code] for code in before} == before
    assert (report.total("unchanged"), report.total("new")) == (len(shared), 200 - len(shared))
    assert ProjectSnapshot.objects.filter(as_of=date(2013, 9, 30)).count() == 200
    assert Portfolio.objects.get().status_date == date(2015, 9, 30)


@pytest.mark.full
def test_the_order_of_editions_does_not_matter_for_the_trend(officer):
    def trend():
        fields = ("project__name", "as_of", "finish", "planned_finish", "slip_days", "budget", "budget_initial")
        return sorted(map(str, ProjectSnapshot.objects.values_list(*fields)))

    for year in (2014, 2015):
        gmpp(year, officer)
    forwards = trend()
    Project.objects.all().delete()
    ExternalReference.objects.all().delete()
    for year in (2015, 2014):
        gmpp(year, officer)
    names = ProjectSnapshot.objects.count()
    assert names == len(forwards)
    assert [line.split(", ", 1)[1] for line in trend()] == [line.split(", ", 1)[1] for line in forwards]


@pytest.mark.full
def test_the_finish_of_the_first_edition_is_the_reference_that_later_ones_slip_from(officer):
    for year in (2014, 2015, 2016):
        gmpp(year, officer)
    project = Project.objects.get(name="The Francis Crick Institute (formerly UKCMRI)")
    assert (project.planned_finish, project.forecast_finish) == (date(2017, 12, 21), date(2016, 12, 31))
    points = project.snapshots.order_by("as_of").values_list("finish", "planned_finish", "slip_days")
    assert points[2] == (date(2016, 12, 31), date(2017, 12, 21), -355)


@pytest.mark.full
def test_a_dry_run_counts_the_same_and_keeps_nothing(officer):
    gmpp(2014, officer)
    tried = gmpp(2015, officer, dry_run=True)
    assert Project.objects.count() == 200 and ProjectSnapshot.objects.count() == 200
    done = gmpp(2015, officer)
    assert tried.as_json() | {"dry_run": 0, "seen_at": 0, "changes": 0} == done.as_json() | {
        "dry_run": 0, "seen_at": 0, "changes": 0,
    }  # fmt: skip
    assert done.total("new") > 0 and done.total("changed") > 0


def test_the_transposed_file_gives_the_same_projects(officer):
    assert gmpp(2017, officer).total("rejected") == 0
    report = import_file(published("gmpp-uk/raw-years/gmpp_2017_transposed_cp1252.csv"), actor=officer)
    assert report.total("new") == 0 and report.total("rejected") == 0, report.problems


@pytest.mark.full
def test_a_confirmed_rename_keeps_the_history_of_the_project(officer):
    gmpp(2014, officer)
    proposed = gmpp(2015, officer, dry_run=True).renames
    pair = next(each for each in proposed if each.new.name == "Universal Credit")
    report = gmpp(2015, officer, renames={pair.new.key: pair.old.key})
    assert pair.new.key not in {each.new.key for each in report.renames}
    project = Project.objects.get(name="Universal Credit")
    names = list(project.snapshots.order_by("as_of").values_list("name", flat=True))
    assert names == ["Universal Credit Programme", "Universal Credit"]
    assert not Project.objects.filter(name="Universal Credit Programme").exists()
    again = gmpp(2015, officer)
    assert again.total("new") == again.total("changed") == 0


def test_withheld_cells_keep_what_an_earlier_edition_said(officer):
    for year in (2017, 2018):
        report = gmpp(year, officer)
    withheld = {problem.row for problem in report.problems if problem.reason_code == "withheld"}
    assert len(withheld) > 5 and report.problem_count == 43


@pytest.mark.parametrize(("year", "count", "budgets"), [(2016, 398, None), (2019, 463, None)])
def test_every_canadian_project_is_imported(officer, year, count, budgets):
    report = import_file(published(f"canada-large-it-projects/source/data_{year}.csv"), actor=officer)
    assert report.as_json()["totals"] == {"new": count, "changed": 0, "unchanged": 0, "rejected": 0}
    assert Project.objects.filter(portfolio__code="CANADA", currency="CAD").count() == count


@pytest.mark.full
def test_the_second_canadian_edition_finds_the_projects_of_the_first(officer):
    for year in (2016, 2019):
        report = import_file(published(f"canada-large-it-projects/source/data_{year}.csv"), actor=officer)
    assert (report.total("new"), report.total("changed")) == (363, 100)
    assert ProjectSnapshot.objects.count() == 398 + 463


def test_both_french_editions_are_imported_with_their_costs(officer):
    totals = {}
    for name in ("2017-02-10_panorama_projets_si.csv", "2017-07-25_Panorama_des_grands_projets_SI_-_20170630.csv"):
        report = import_file(published(f"france-panorama-si/{name}"), actor=officer)
        rows = ProjectSnapshot.objects.filter(source_label=report.edition)
        totals[report.edition] = (rows.count(), sum(rows.exclude(budget=None).values_list("budget", flat=True)))
    assert totals == {
        "Panorama 2017-02": (57, Decimal("2292.9") * MILLION),
        "Panorama 2017-06": (61, Decimal("2561.1") * MILLION),
    }


@pytest.mark.parametrize(
    "years",
    [
        (2016, 2015, 2014),
        *(pytest.param(one, marks=pytest.mark.full) for one in [(2014, 2015, 2016), (2015, 2014, 2016)]),
    ],
)
def test_only_what_the_newest_edition_names_is_still_running(officer, years):
    for year in years:
        report = gmpp(year, officer)
    running = Project.objects.filter(status="active")
    assert running.count() == 143
    assert set(running.values_list("name", flat=True)) == {
        row.name for row in ProjectSnapshot.objects.filter(source_label="GMPP 2016")
    }
    assert set(ProjectSnapshot.objects.values_list("status", flat=True)) == {"active"}
    again = gmpp(years[-1], officer)
    assert again.closed == 0 and report.closed > 0


@pytest.mark.full
def test_the_difference_counts_what_each_edition_names_also_beside_snapshots_of_the_roll_up(officer):
    from integrations.services.editions import compare_days

    for year in (2014, 2015):
        report = gmpp(year, officer)
    gone = Project.objects.filter(status="closed").first()
    kept = gone.snapshots.get()
    kept.pk, kept.as_of, kept.source, kept.source_label = None, date(2014, 9, 30), "roll_up", ""
    kept.save()
    found = compare_days(officer, Portfolio.objects.get(pk=report.portfolio_id), date(2013, 9, 30), date(2014, 9, 30))
    old, new = set(panel()[2014]), set(panel()[2015])
    assert (len(found.new), len(found.gone), len(found.kept)) == (len(new - old), len(old - new), len(new & old))
