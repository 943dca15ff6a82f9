"""Every number of a dashboard equals the list behind it, for every reader, now and on a kept day."""

import pytest

from tests.factories import days

KEPT = f"as_of={days(-10)}"
ROLES = ["officer", "executive", "data_protection_officer", "contributor", "portfolio_manager"]


@pytest.fixture(params=ROLES)
def somebody(request, world, reader_with):
    scope = {"contributor": {"project": world.red}, "portfolio_manager": {"portfolio": world.here}}
    return reader_with(request.param, **scope.get(request.param, {}))


def number(text) -> int:
    return int("".join(sign for sign in text if sign.isdigit()))


def count_of(reader, url) -> int:
    answer = reader.client.get(url)
    assert answer.status_code == 200, url
    assert not answer.context["filterset"].unknown_parameters(), url
    return answer.context["sums"]["count"]


@pytest.mark.parametrize("query", ["", KEPT])
def test_every_count_equals_its_list(somebody, query):
    context = somebody.get(f"/dashboard/?{query}").context
    for figure in context["figures"]:
        if figure.name in ("projects", "late", "watermelons", "critical", "stale"):
            assert number(figure.value) == count_of(somebody, figure.url), figure
    for part in context["parts"]:
        assert part.count == count_of(somebody, part.url), part
    for line in context["lines"]:
        for one in [line, *line.programmes]:
            if one.url:
                assert number(one.projects) == count_of(somebody, one.projects_url)
                assert all(part.count == count_of(somebody, part.url) for part in one.parts)


def test_late_milestones_are_the_milestones_of_the_list(somebody):
    figure = next(one for one in somebody.get("/dashboard/").context["figures"] if one.name == "late_milestones")
    assert number(figure.value) == count_of(somebody, figure.url) == 1


@pytest.mark.parametrize("query", ["", KEPT])
def test_money_equals_the_sum_below_the_list_and_is_hidden_with_it(somebody, query):
    context = somebody.get(f"/dashboard/?{query}").context
    url = next(one for one in context["figures"] if one.name == "projects").url
    sums, money = somebody.client.get(url).context["sums"], context["totals"].money
    name = "budget_total" if query else "budget"
    assert sums[name] == money["budget_total"]
    assert bool(context["totals"].with_money) == any(one.name == "budget" for one in context["figures"])


def test_confidential_projects_are_in_nobodys_sum_who_may_not_see_them(world, reader_with):
    everything = reader_with("officer").get("/dashboard/").context["totals"]
    clear = reader_with("executive").get("/dashboard/").context["totals"]
    assert (everything.projects, clear.projects) == (3, 2)
    assert everything.money["budget_total"] - clear.money["budget_total"] == 5000


def test_archives_stay_out_of_the_organisation_and_have_a_dashboard_of_their_own(world, reader_with):
    officer = reader_with("officer")
    assert "Old" not in [line.name for line in officer.get("/dashboard/").context["lines"]]
    assert officer.get(f"/portfolios/{world.archive.pk}/dashboard/").context["totals"].projects == 1


def test_a_kept_day_shows_what_was_known_then(world, reader_with):
    officer = reader_with("officer")
    now, then = officer.get("/").context["totals"], officer.get(f"/?{KEPT}").context["totals"]
    assert then.counts["late_milestone_count"] == 0 and now.counts["late_milestone_count"] == 1
    assert now.money["forecast_total"] - then.money["forecast_total"] == 600
    assert "not those of today" in officer.text(f"/?{KEPT}")


def test_a_day_before_anything_was_kept_says_so(world, reader_with):
    assert "Nothing was kept by that day" in reader_with("officer").text("/?as_of=2019-01-01")


@pytest.mark.parametrize("role", ["officer", "executive", "finance_controller", "auditor", "administrator"])
def test_whoever_steers_starts_from_the_dashboard(role, world, reader_with):
    assert reader_with(role).get("/").status_code == 200


@pytest.mark.parametrize("role", ["project_manager", "contributor", "guest"])
def test_all_others_start_from_their_work(role, world, reader_with):
    answer = reader_with(role, project=world.red).get("/")
    assert answer.status_code == 302 and answer.headers["Location"] == "/my-work/"


def test_the_tab_of_a_portfolio_is_only_the_body(world, reader_with):
    officer = reader_with("officer")
    part = officer.part(f"/portfolios/{world.here.pk}/dashboard/").content.decode()
    assert "Portfolio health" in part and "<html" not in part
    assert officer.get(f"/programmes/{world.programme.pk}/dashboard/").context["totals"].projects == 1
    assert f"/portfolios/{world.here.pk}/dashboard/" in officer.text(f"/portfolios/{world.here.pk}/")


def test_what_may_not_be_seen_is_not_found(world, reader_with):
    outsider = reader_with("contributor", project=world.red)
    assert outsider.get(f"/portfolios/{world.archive.pk}/dashboard/").status_code == 404
    assert outsider.get(f"/dashboard/?portfolio={world.archive.pk}").status_code == 404
    assert outsider.get("/dashboard/?portfolio=x").status_code == 404


@pytest.mark.parametrize("chart", ["health", "money", "year"])
def test_charts_come_with_text_and_table(chart, somebody):
    answer = somebody.get(f"/dashboard/charts/{chart}/").json()
    assert answer["figure"]["data"] and answer["text"] and answer["table"]["columns"]


def test_the_chart_of_money_is_empty_for_who_sees_none(world, reader_with):
    answer = reader_with("contributor", project=world.red).get("/dashboard/charts/money/").json()
    assert answer["table"]["rows"] == []


def test_the_year_compares_envelope_with_budget_and_forecast(world, reader_with):
    from pmo.models import Organisation
    from reporting.picture import Picture
    from reporting.year_money import year_money
    from tests import factories as make

    make.EnvelopeFactory(portfolio=world.here, fiscal_year=2025, capex=4000, opex=1000)
    controller = reader_with("finance_controller").user
    found = year_money(Picture(controller), Organisation(pk=1), make.TODAY)
    line = found.by_portfolio[world.here.pk]
    assert (line.envelope, line.budget, line.forecast) == (5000, 1000, 1600)


def test_troubles_are_listed_with_their_lists(somebody, world):
    answer = somebody.get("/dashboard/trouble/")
    text = answer.content.decode()
    assert "Réd checkout" in text and "Bank says no" in text and "Go-live" in text
    assert ("Secret merger" in text) == False or count_of(somebody, "/projects/?confidential=true") == 1  # noqa: E712
    for trouble in answer.context["troubles"]:
        assert count_of(somebody, trouble.url) == len(trouble.rows)


def test_reasons_tell_no_amounts_to_who_sees_no_money(world, reader_with):
    from pmo.choices import Health

    world.red.state.refresh_from_db()
    assert world.red.state.cost_health == Health.RED
    contributor = reader_with("contributor", project=world.red)
    assert "1,600" not in contributor.text(f"/projects/{world.red.pk}/")
    assert "1,600" in reader_with("officer").text(f"/projects/{world.red.pk}/")
    assert "1,600" not in contributor.text("/dashboard/trouble/")
