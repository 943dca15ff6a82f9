"""Search finds names and codes of all nouns whatever the accents, and nothing that the reader may not see."""

from tests import factories as make


def found(answer) -> dict:
    return {group.pages.model._meta.model_name: [hit.name for hit in group.hits] for group in answer.context["groups"]}


def test_names_are_found_without_accents_and_capitals(world, reader_with):
    officer = reader_with("officer")
    assert found(officer.get("/search/?q=red+CHECK")) == {"project": ["Réd checkout"]}
    assert found(officer.get("/search/?q=choose+bank"))["decision"] == ["Choose the bank"]


def test_codes_are_found(world, reader_with):
    assert found(reader_with("officer").get("/search/?q=rc"))["project"] == ["Réd checkout"]


def test_every_noun_has_its_group_with_the_project_beside_the_fact(world, reader_with):
    answer = reader_with("officer").get("/search/?q=bank")
    assert list(found(answer)) == ["decision", "risk"] or set(found(answer)) == {"decision", "risk"}
    assert {hit.about for group in answer.context["groups"] for hit in group.hits} == {"Réd checkout"}


def test_nothing_is_found_that_may_not_be_seen(world, reader_with):
    assert found(reader_with("officer").get("/search/?q=secret"))["project"] == ["Secret merger"]
    assert found(reader_with("executive").get("/search/?q=secret")) == {}
    assert found(reader_with(None).get("/search/?q=red")) == {}
    assert "vendor" not in found(reader_with(None).get("/search/?q=vendor"))


def test_the_project_of_a_fact_that_one_owns_stays_hidden(world, reader_with):
    outsider = reader_with("contributor", project=world.green)
    person = make.PersonFactory(user=outsider.user)
    make.ActionFactory(project=world.secret, name="Call the lawyer", owner=person)
    answer = outsider.get("/search/?q=lawyer")
    assert [hit.about for group in answer.context["groups"] for hit in group.hits] == [""]


def test_the_best_six_are_shown_and_the_rest_is_a_link(world, reader_with):
    for number in range(9):
        make.RiskFactory(project=world.red, name=f"{'Big ' if number else ''}delay {number}")
    group = reader_with("officer").get("/search/?q=delay").context["groups"][0]
    assert len(group.hits) == 6 and group.more and group.hits[0].name == "delay 0"
    assert group.url.startswith("/risks/?q=delay")


def test_one_letter_is_too_short_and_while_typing_only_hits_come(world, reader_with):
    officer = reader_with("officer")
    assert "at least two letters" in officer.text("/search/?q=r")
    part = officer.part("/search/?q=red").content.decode()
    assert "<html" not in part and 'id="hits"' in part


def test_the_top_bar_gets_three_hits_a_noun_and_the_way_to_all(world, reader_with):
    for number in range(5):
        make.RiskFactory(project=world.red, name=f"delay {number}")
    officer = reader_with("officer")
    part = officer.get("/search/?q=delay", headers={"HX-Request": "true", "HX-Target": "topbar-hits"}).content.decode()
    assert part.count("delay ") == 3 and "/search/?q=delay" in part and "<html" not in part
    assert 'id="topbar-hits"' in officer.text("/my-work/")


def test_signs_of_patterns_are_searched_as_they_are(world, reader_with):
    assert found(reader_with("officer").get("/search/?q=%25%25")) == {}
