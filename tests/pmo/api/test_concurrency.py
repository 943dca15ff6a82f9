"""Two writers on one object: the one who has not seen the other's change is told."""

import threading

import pytest
from django.db import connection

from projects.models import Project
from tests.factories import ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_object_is_fresh_until_it_changes(officer):
    project = ProjectFactory()
    path = f"projects/{project.pk}/"
    tag = officer.get(path)["ETag"]
    assert officer.get(path, **{"If-None-Match": tag}).status_code == 304
    assert officer.get(path, **{"If-None-Match": f'"other", W/{tag}'}).status_code == 304
    officer.patch(path, {"name": "New"})
    assert officer.get(path, **{"If-None-Match": tag}).status_code == 200


def test_the_tag_tells_reader_language_and_calculated_values_apart(officer, administrator):
    from django.utils import timezone

    from projects.models import ProjectState

    project = ProjectFactory()
    path = f"projects/{project.pk}/"
    tag = officer.get(path)["ETag"]
    assert administrator.get(path)["ETag"] != tag
    assert officer.get(path, **{"Accept-Language": "fr"})["ETag"] != tag
    ProjectState.objects.update_or_create(
        project=project, defaults={"as_of": "2026-01-01", "computed_at": timezone.now(), "health": "red"}
    )
    assert officer.get(path)["ETag"] != tag


@pytest.mark.parametrize("form", ["{}", "W/{}", '"v0", {}'])
def test_if_match_lets_a_writer_through_who_has_seen_the_version(officer, form):
    project = ProjectFactory()
    path = f"projects/{project.pk}/"
    tag = officer.get(path)["ETag"]
    assert officer.patch(path, {"name": "New"}, **{"If-Match": form.format(tag)}).status_code == 200


def test_a_stale_write_is_refused_and_shows_both_versions(officer):
    project = ProjectFactory(name="Old")
    path = f"projects/{project.pk}/"
    tag = officer.get(path)["ETag"]
    officer.patch(path, {"name": "Theirs"})
    answer = officer.patch(path, {"name": "Mine"}, **{"If-Match": f"W/{tag}"})
    assert answer.status_code == 412
    shown = answer.json()
    assert shown["type"] == "urn:pmo:problem:stale"
    assert (shown["expected_version"], shown["current_version"]) == (1, 2)
    assert shown["current"]["name"] == "Theirs"
    assert shown["yours"] == {"name": "Mine"}
    assert Project.objects.get().name == "Theirs"


@pytest.mark.parametrize("method", ["put", "delete"])
def test_a_stale_put_or_delete_is_refused(officer, method):
    project = ProjectFactory()
    path = f"projects/{project.pk}/"
    body = officer.get(path).json()
    headers = {"If-Match": '"v9.x"'}
    answer = officer.put(path, body, **headers) if method == "put" else officer.delete(path, **headers)
    assert answer.status_code == 412
    assert Project.objects.count() == 1


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_stale_write_whose_body_is_no_json_is_refused_too(officer, method):
    project = ProjectFactory()
    answer = officer._send(method, f"projects/{project.pk}/", "no json", **{"If-Match": '"v9.x"'})
    assert answer.status_code == (412 if method == "delete" else 400)


def test_the_version_in_the_body_counts_too(officer):
    project = ProjectFactory()
    path = f"projects/{project.pk}/"
    assert officer.patch(path, {"name": "A", "version": 1}).status_code == 200
    assert officer.patch(path, {"name": "B", "version": 1}).status_code == 412


def test_any_version_will_do_for_a_star(officer):
    project = ProjectFactory()
    assert officer.patch(f"projects/{project.pk}/", {"name": "A"}, **{"If-Match": "*"}).status_code == 200


def test_objects_without_a_version_are_compared_by_what_they_show(administrator):
    user = UserFactory()
    path = f"users/{user.pk}/"
    tag = administrator.get(path)["ETag"]
    assert administrator.patch(path, {"name": "A"}, **{"If-Match": f"W/{tag}"}).status_code == 200
    assert administrator.patch(path, {"name": "B"}, **{"If-Match": tag}).status_code == 412


@pytest.mark.django_db(transaction=True)
def test_of_twenty_writers_with_one_version_one_gets_through(officer, settings):
    project = ProjectFactory()
    path = f"/api/v1/projects/{project.pk}/"
    tag = officer.get(path)["ETag"]
    answers = []

    def write(number: int) -> None:
        from django.test import Client

        answer = Client().patch(
            path,
            {"name": f"Writer {number}"},
            content_type="application/json",
            headers={"Authorization": f"Bearer {officer.secret}", "If-Match": tag},
        )
        answers.append(answer.status_code)
        connection.close()

    threads = [threading.Thread(target=write, args=[number]) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] + [412] * 19
    assert Project.objects.get().version == 2
