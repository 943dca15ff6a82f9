"""The access review on its page and in its files."""

import csv
import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from pmo.roles import RoleName
from tests.factories import ProjectFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db
URL = "accounts:access-review"


@pytest.fixture
def auditor(client, holder):
    user = holder(RoleName.AUDITOR)
    user.language = "en"
    user.save()
    client.force_login(user)
    return user


def file_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_page_filters_by_user_role_and_project(client, auditor):
    project = ProjectFactory(name="Site redesign")
    member, other = UserFactory(name="Mia Member"), UserFactory(name="Otto Other")
    give_role(member, RoleName.CONTRIBUTOR, project=project)
    give_role(other, RoleName.CONTRIBUTOR, project=ProjectFactory())
    everything = client.get(reverse(URL)).content.decode()
    assert "Mia Member" in everything and "Otto Other" in everything
    for chosen in ({"user": member.pk}, {"project": project.pk}, {"portfolio": project.portfolio_id}):
        table = client.get(reverse(URL), chosen).content.decode().partition("<tbody>")[2]
        assert "Mia Member" in table and "Otto Other" not in table, chosen
    assert "Mia Member" not in client.get(reverse(URL), {"role": "auditor"}).content.decode().partition("<tbody>")[2]


def test_a_day_in_the_future_or_nonsense_is_refused(client, auditor):
    tomorrow = timezone.localdate() + timedelta(days=1)
    for chosen in ({"day": tomorrow.isoformat()}, {"day": "x"}, {"user": "0"}, {"role": "king"}, {"page": "9"}):
        assert client.get(reverse(URL), chosen).status_code == (200 if "page" in chosen else 400)


def test_a_day_before_history_says_what_is_not_known(client, auditor):
    day = timezone.localdate() - timedelta(days=2000)
    page = client.get(reverse(URL), {"day": day.isoformat()}).content.decode()
    assert "History begins on" in page


def test_the_files_are_in_the_readers_format_and_no_cell_is_a_formula(client, auditor):
    member = UserFactory(name='=HYPERLINK("http://evil.example")')
    give_role(member, RoleName.GUEST, project=ProjectFactory(name="@SUM(A1)"), starts_on=timezone.localdate())
    english = file_of(client.get(reverse(URL), {"format": "csv", "user": member.pk})).decode()
    head, line = csv.reader(io.StringIO(english))
    assert line[0] == '\'=HYPERLINK("http://evil.example")' and line[4] == "'@SUM(A1)"
    assert line[5] == timezone.localdate().isoformat() and len(head) == len(line)

    auditor.language = "fr"
    auditor.save()
    french = file_of(client.get(reverse(URL), {"format": "csv", "user": member.pk}))
    assert french.startswith("\ufeff".encode()) and b";" in french.splitlines()[0]
    assert f"{timezone.localdate():%d/%m/%Y}".encode() in french

    answer = client.get(reverse(URL), {"format": "xlsx", "user": member.pk})
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(answer))).active
    cell = sheet.cell(row=2, column=1)
    assert cell.data_type == "s" and cell.value.startswith("'=")
    assert sheet.cell(row=2, column=6).value.date() == timezone.localdate()


def test_long_reviews_come_in_pages(client, auditor):
    project = ProjectFactory()
    for _number in range(101):
        give_role(UserFactory(), RoleName.CONTRIBUTOR, project=project)
    first, second = client.get(reverse(URL)), client.get(reverse(URL), {"page": 2})
    assert (len(first.context["page"].object_list), len(second.context["page"].object_list)) == (100, 2)


def test_on_a_phone_every_value_of_a_line_says_what_it_is(client, auditor):
    table = client.get(reverse(URL)).content.decode().partition("<table")[2].partition("</table>")[0]
    assert "table-stack" in table.partition(">")[0]
    cells = re.findall(r"<td[^>]*>", table.partition("<tbody>")[2])
    assert cells and all('data-label="' in cell or 'class="main"' in cell for cell in cells)
    allowed = re.search(r'data-label="Sees"[^>]*>([^<]*)<', table)[1]
    assert allowed and "…" not in allowed


def test_what_a_role_may_do_is_punctuated_as_its_reader_does(client, auditor):
    give_role(UserFactory(name="Otto Officer"), RoleName.OFFICER)
    auditor.language = "fr"
    auditor.save()
    page = client.get(reverse(URL), {"role": "officer"}).content.decode()
    done = re.search(r'data-label="Peut faire" title="([^"]+)"', page)[1]
    assert re.search(r"\w\s: \w", done) and re.search(r"\w\s; \w", done)
    assert not re.search(r"\w[:;]", done)
