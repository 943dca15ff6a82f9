"""The roadmap: bars and marks where their dates are, only of what the reader sees, with a table of the same."""

import re
from datetime import date

from reporting.roadmap import Period, period_of, ticks
from tests.factories import days

SHOWN = "from=2025-01-01&months=24"


def rows(answer) -> dict:
    return {row["name"]: row for lane in answer.context["lanes"] for row in lane.rows}


def test_a_bar_is_cut_at_the_edges_of_the_period():
    period = Period(date(2025, 1, 1), date(2025, 4, 10))
    assert period.days == 100
    assert period.bar(date(2025, 1, 11), date(2025, 1, 20)) == (10, 10)
    assert period.bar(date(2024, 1, 1), date(2025, 1, 10)) == (0, 10)
    assert period.bar(date(2025, 4, 1), date(2026, 1, 1)) == (90, 10)
    assert period.bar(date(2024, 1, 1), date(2024, 12, 31)) is None
    assert period.bar(None, None) is None
    assert period.bar(None, date(2025, 1, 1)) == (0, 1)


def test_the_period_starts_a_quarter_back_and_is_labelled_by_quarter():
    period = period_of(date(2025, 6, 16), None, 12)
    assert (period.first, period.last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert [tick.label for tick in ticks(period, 3, lambda day: day.month)] == [1, 4, 7, 10]
    assert len(ticks(period, 1, str)) == 12


def test_projects_stand_in_their_lanes_with_key_milestones(world, reader_with):
    answer = reader_with("officer").get(f"/roadmap/?{SHOWN}")
    assert [lane.title for lane in answer.context["lanes"]] == ["Here · Mobile", "Here"] or len(
        answer.context["lanes"]
    ) == 3
    red = rows(answer)["Réd checkout"]
    assert red["fill"] == "red" and red["bar"] and red["planned"]
    assert [(mark["name"], mark["go_live"], mark["late"]) for mark in red["marks"]] == [("Go-live", True, True)]
    assert "Closed" not in rows(answer)


def test_it_shows_only_what_the_reader_sees_and_filters_are_kept(world, reader_with):
    executive = reader_with("executive")
    assert "Secret merger" not in rows(executive.get(f"/roadmap/?{SHOWN}"))
    answer = executive.get(f"/roadmap/?{SHOWN}&programme={world.programme.pk}")
    assert set(rows(answer)) == {"Réd checkout"}
    assert executive.client.get(answer.context["list_url"]).context["sums"]["count"] == answer.context["count"] == 1


def test_names_of_lanes_that_may_not_be_seen_are_restricted(world, reader_with):
    answer = reader_with("contributor", project=world.red).get(f"/roadmap/?{SHOWN}")
    assert [lane.title for lane in answer.context["lanes"]] == ["restricted · restricted"]


def test_the_same_is_there_as_a_table(world, reader_with):
    table = reader_with("officer").part(f"/roadmap/?{SHOWN}&view=table").content.decode()
    assert "<html" not in table and "Réd checkout" in table and "Go-live" in table
    assert f"{days(160):%d/%m/%Y}" in table or f"{days(160):%Y-%m-%d}" in table


def test_a_status_that_is_asked_for_is_shown(world, reader_with):
    assert set(rows(reader_with("officer").get(f"/roadmap/?{SHOWN}&status=closed"))) == {"Closed"}


def drawn(answer) -> tuple[list[str], str]:
    """The names drawn, and after how many projects it goes on."""
    html = answer.content.decode()
    return re.findall(r'class="roadmap-label clip" href="[^"]*">([^<]*)', html), "".join(
        re.findall(r"after=(\d+)", html)
    )


def test_a_long_roadmap_is_fetched_in_parts_that_miss_and_repeat_nothing(world, reader_with, monkeypatch):
    officer = reader_with("officer")
    whole, end = drawn(officer.get(f"/roadmap/?{SHOWN}"))
    assert len(whole) > 2 and end == ""
    monkeypatch.setattr("reporting.views.roadmap.PART", 2)
    first = officer.get(f"/roadmap/?{SHOWN}")
    found, following = drawn(first)
    assert first.context["count"] == len(whole) and following == "2"
    while following:
        part = officer.part(f"/roadmap/?{SHOWN}&view=more&after={following}")
        assert "<html" not in part.content.decode()
        names, following = drawn(part)
        found += names
    assert found == whole


def test_a_wrong_place_to_continue_from_is_the_beginning(world, reader_with):
    officer = reader_with("officer")
    assert drawn(officer.part(f"/roadmap/?{SHOWN}&view=more&after=x")) == drawn(officer.get(f"/roadmap/?{SHOWN}"))
