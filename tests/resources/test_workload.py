"""The plan de charge: shares, days and FTE of one person in one month, and whose allocations count."""

from datetime import date
from decimal import Decimal

import pytest

from resources.workload import people_lines, periods_of, role_lines
from tests import factories as make

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)


@pytest.fixture
def officer():
    user = make.UserFactory()
    make.give_role(user, "officer")
    return user


def june(user, person):
    (line,) = people_lines(user, [person], periods_of("month", JUNE, 1))
    return line.cells[0]


def test_half_of_a_working_time_is_half_of_the_capacity(officer):
    person = make.PersonFactory()
    make.AllocationFactory(
        person=person, unit="share", quantity=50, first_day=JUNE, last_day=date(2026, 6, 30), state="confirmed"
    )
    assert june(officer, person).load == 50


def test_days_count_as_given_and_overload_is_shown(officer):
    person = make.PersonFactory()
    make.AllocationFactory(person=person, unit="days", quantity=30, first_day=JUNE, last_day=date(2026, 6, 30))
    cell = june(officer, person)
    assert cell.demand == Decimal(30)
    assert cell.load > 100 and cell.css == "load-over"


def test_refused_allocations_and_those_of_hidden_projects_do_not_count(officer):
    person = make.PersonFactory()
    hidden = make.ProjectFactory(confidential=True)
    days = {"first_day": JUNE, "last_day": date(2026, 6, 30)}
    make.AllocationFactory(person=person, unit="fte", quantity=1, state="refused", **days)
    make.AllocationFactory(person=person, project=hidden, unit="days", quantity=5, **days)
    executive = make.UserFactory()
    make.give_role(executive, "executive")
    assert june(officer, person).demand == Decimal(5)
    assert june(executive, person).demand == 0


def test_an_absence_lowers_the_capacity(officer):
    person, rested = make.PersonFactory(), make.PersonFactory()
    make.AbsenceFactory(person=rested, first_day=JUNE, last_day=date(2026, 6, 12))
    assert june(officer, rested).capacity == june(officer, person).capacity - 10


def test_roles_without_a_name_show_what_they_are_asked_for(officer):
    role = make.ResourceRoleFactory()
    make.AllocationFactory(person=None, role=role, unit="days", quantity=8, first_day=JUNE, last_day=date(2026, 6, 30))
    lines = {line.row: line.cells[0] for line in role_lines(officer, periods_of("month", JUNE, 1))}
    assert lines[role].demand == Decimal(8)


# -- The page and its file -----------------------------------------------------------------------------------------
@pytest.fixture
def reader(officer, client):
    officer.language = "en"
    officer.save()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_whole_months_count_in_weeks_after_the_day_they_name(officer):
    person = make.PersonFactory()
    make.AllocationFactory(
        person=person, unit="fte", quantity=1, period="months", first_day=JUNE, last_day=date(2026, 6, 15)
    )
    (line,) = people_lines(officer, [person], periods_of("week", date(2026, 6, 22), 1))
    assert line.cells[0].demand == line.cells[0].capacity == Decimal(5)


def test_a_cell_opens_the_allocations_behind_it_and_only_the_confirmed_can_be_asked_for(reader):
    person = make.PersonFactory()
    days = {"person": person, "unit": "days", "first_day": JUNE, "last_day": date(2026, 6, 30)}
    asked = make.AllocationFactory(quantity=4, state="requested", **days)
    make.AllocationFactory(quantity=3, state="confirmed", **days)
    make.AllocationFactory(quantity=9, state="refused", **days)
    address = "/workload/?scale=month&start=2026-06-01"
    [line] = reader.get(address).context["lines"]
    assert line["cells"][0]["title"].startswith("7.0 of")
    behind = reader.get(line["cells"][0]["url"])
    assert behind.status_code == 200 and {row.pk for row in behind.context["page"].rows} == {asked.pk, asked.pk + 1}
    [line] = reader.get(f"{address}&counted=confirmed").context["lines"]
    assert line["cells"][0]["title"].startswith("3.0 of") and line["cells"][1]["url"] == ""


def test_the_file_holds_every_person_and_period_with_the_figures_of_the_page(reader):
    for number in range(3):
        person = make.PersonFactory(name=f"Person {number}")
        make.AllocationFactory(person=person, unit="days", quantity=11, first_day=JUNE, last_day=date(2026, 6, 30))
    address = "?scale=month&start=2026-06-01"
    rows = reader.get(f"/workload.csv{address}").content.decode().splitlines()
    assert rows[0] == "Name,Department,From,to,Allocated days,Capacity in days,Load (%)"
    assert len(rows) == 1 + 3 * 12
    cell = reader.get(f"/workload/{address}").context["lines"][0]["cells"][0]
    name, _department, first, last, demand, capacity, load = rows[1].split(",")
    assert (name, first, last, demand) == ("Person 0", "2026-06-01", "2026-06-30", "11.0")
    assert cell["title"] == f"{demand} of {capacity} days" and cell["text"] == f"{load}%"
    assert reader.get(f"/workload.xlsx{address}").status_code == 200
    assert reader.get(f"/workload.pdf{address}").status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_log_in(client):
    for address in ("/workload/", "/workload.csv"):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    ("role", "status"), [("officer", 200), ("executive", 200), ("resource_manager", 200), ("guest", 403), (None, 403)]
)
def test_page_and_file_open_to_the_same_roles(role, status, client):
    department = make.DepartmentFactory()
    user = make.UserFactory()
    if role:
        make.give_role(user, role, **({"department": department} if role == "resource_manager" else {}))
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert [client.get(f"/{name}").status_code for name in ("workload/", "workload.csv", "workload.xlsx")] == [
        status
    ] * 3


def test_the_file_counts_only_the_allocations_that_its_reader_may_see(client):
    user = make.UserFactory()
    seen, secret = make.ProjectFactory(), make.ProjectFactory(confidential=True)
    make.give_role(user, "executive")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    person = make.PersonFactory(name="Ana")
    for project, quantity in ((seen, 4), (secret, 5)):
        make.AllocationFactory(
            person=person, project=project, unit="days", quantity=quantity, first_day=JUNE, last_day=date(2026, 6, 30)
        )
    text = client.get("/workload.csv?scale=month&start=2026-06-01", headers={"accept-language": "en"}).content.decode()
    (june,) = (row for row in text.splitlines() if row.startswith("Ana,") and "2026-06-01" in row)
    assert june.split(",")[4] == "4.0"
