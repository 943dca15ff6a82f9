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
