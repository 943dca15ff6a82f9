"""Every page × every role: who sees which rows, who may act on them, and that nothing else shines through.

The expectations below are written out by hand from the product's table of users, not taken from `pmo/roles.py`.
"""

import re

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from pmo.access import forget_holdings, held
from pmo.pages import all_pages
from pmo.views import errors
from tests import world as worlds

ALL, AROUND, OPEN, CLEAR, NONE = (
    {"open", "near", "secret", "far"}, {"open", "near"}, {"open"}, {"open", "near", "far"}, set(),
)  # fmt: skip
NOUNS = {
    "project": ("project", "objectivelink"),
    "plan": ("milestone", "task", "tasklink", "checklistitem", "baseline", "boardcolumn", "sprint"),
    "money": (
        "budgetline",
        "costentry",
        "tender",
        "tendercriterion",
        "quote",
        "quotescore",
        "purchaseorder",
        "receipt",
        "penalty",
        "businesscase",
        "businesscaseline",
    ),
    "status": ("statusreport",),
    "risk": ("risk", "response", "issue", "assumption"),
    "decision": ("decision", "action"),
    "staffing": ("allocation", "taskassignment"),
    "benefit": ("kpivalue",),
}
KIND_OF = {noun: kind for kind, nouns in NOUNS.items() for noun in nouns}
KINDS = tuple(NOUNS)
FACT_KINDS = tuple(kind for kind in KINDS if kind != "project")


def of(projects, *kinds):
    return dict.fromkeys(kinds, projects)


SEES = {
    "administrator": of(ALL, *KINDS),
    "officer": of(ALL, *KINDS),
    "assistant": of(AROUND, *KINDS),
    "portfolio_manager": of(AROUND, *KINDS),
    "project_manager": of(AROUND, *KINDS),
    "contributor": of(OPEN, *KINDS) | {"money": NONE},
    "resource_manager": of(NONE, *KINDS) | {"staffing": ALL},
    "finance_controller": of(ALL, *KINDS),
    "data_protection_officer": of(ALL, *KINDS) | {"money": NONE},
    "executive": of(CLEAR, *KINDS),
    "auditor": of(ALL, *KINDS),
    "guest": of(NONE, *KINDS),
    "integration": of(ALL, *KINDS),
    "outsider": of(NONE, *KINDS),
}
CHANGES = {
    "administrator": of(ALL, *KINDS),
    "officer": of(ALL, *KINDS),
    "assistant": of(OPEN, *KINDS),
    "portfolio_manager": of(AROUND, *KINDS),
    "project_manager": of(OPEN, *KINDS),
    "contributor": of(NONE, *KINDS),
    "resource_manager": of(NONE, *KINDS) | {"staffing": ALL},
    "finance_controller": of(NONE, *KINDS) | {"money": ALL},
    "data_protection_officer": of(NONE, *KINDS),
    "executive": of(NONE, *KINDS),
    "auditor": of(NONE, *KINDS),
    "guest": of(NONE, *KINDS),
    "integration": of(ALL, *KINDS),
    "outsider": of(NONE, *KINDS),
}
# Deleting a project is for the PMO and its portfolio manager alone, and staff are moved, not deleted.
DELETES = CHANGES | {
    role: CHANGES[role] | {"project": NONE} for role in ("assistant", "project_manager")
} | {"resource_manager": of(NONE, *KINDS)}  # fmt: skip
# Rows of the organisation: who sees and who changes them.
STAFF = {"administrator", "officer"}
INSIDERS = set(SEES) - {"guest", "outsider"}
ORGANISATION = {
    "portfolio": (INSIDERS - {"contributor", "resource_manager"}, STAFF | {"portfolio_manager"}),
    "programme": (INSIDERS - {"contributor", "resource_manager"}, STAFF | {"portfolio_manager"}),
    "envelope": (
        INSIDERS - {"contributor", "resource_manager", "data_protection_officer"},
        STAFF | {"portfolio_manager", "finance_controller", "integration"},
    ),
    "objective": (INSIDERS - {"contributor", "resource_manager"}, STAFF | {"portfolio_manager"}),
    "kpi": (INSIDERS - {"contributor", "resource_manager"}, STAFF | {"portfolio_manager"}),
    "committee": (INSIDERS - {"contributor", "resource_manager"}, STAFF | {"portfolio_manager"}),
    "tradingperiod": (INSIDERS - {"contributor", "resource_manager"}, STAFF | {"portfolio_manager"}),
    "session": (INSIDERS - {"contributor", "resource_manager"}, STAFF | {"portfolio_manager"}),
    "person": (INSIDERS, STAFF | {"resource_manager"}),
    "department": (INSIDERS, STAFF | {"resource_manager"}),
    "vendor": (INSIDERS, STAFF),
    "rate": (STAFF | {"finance_controller", "auditor"}, {"administrator", "finance_controller"}),
    "currency": (STAFF | {"finance_controller", "auditor"}, STAFF | {"finance_controller"}),
    "exchangerate": (STAFF | {"finance_controller", "auditor"}, STAFF | {"finance_controller"}),
    "skill": (INSIDERS, STAFF),
    "personskill": (INSIDERS, STAFF | {"resource_manager"}),
    "resourcerole": (INSIDERS, STAFF),
    "absence": (STAFF | {"auditor", "resource_manager"}, STAFF | {"resource_manager"}),
    "nonprojectwork": (INSIDERS, STAFF | {"resource_manager"}),
    "approvallimit": (STAFF | {"auditor"}, STAFF),
    "customfield": (STAFF | {"auditor"}, STAFF),
}
# Nouns with pages whose row comes from elsewhere in this test or cannot be made twice.
WITHOUT_ROW = {"organisation", "calendar", "calendarexception", "user", "projectsnapshot", "rolluprun"}
# `make test` opens every page as these, who each see another part of the whole; `make test-full` as all the others.
FIRST = {"contributor", "executive", "outsider", "portfolio_manager", "project_manager"}
PERSONAS = [pytest.param(name, marks=() if name in FIRST else pytest.mark.full) for name in sorted(SEES)]
every_persona = pytest.mark.parametrize("persona", PERSONAS)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The world, made once for this file inside a transaction that is taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built, db, monkeypatch):
    for user in built.personas.values():
        forget_holdings(user)
    monkeypatch.setattr(held, "_providers", [remembered(provider) for provider in held._providers])
    return built


def remembered(provider):
    """A provider of holdings that is asked once for each user, as nobody's change during a test here."""
    kept = {}

    def answer(user, on):
        if (user.pk, on) not in kept:
            kept[user.pk, on] = list(provider(user, on))
        return kept[user.pk, on]

    return answer


@pytest.fixture
def bare_refusals(monkeypatch):
    """Refusals without their page, half of all answers here, where only the status is looked at."""
    monkeypatch.setattr(errors, "_answer", lambda request, status, **context: HttpResponse(status=status))


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def pages_by_noun():
    assert get_resolver().url_patterns  # declares the pages
    return {pages.model._meta.model_name: pages for pages in all_pages()}


def text_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8-sig")


def sample(projects: set[str]) -> list[str]:
    """One project inside the set and one outside, the confidential one first: requests are dear, rows are not."""
    inside = [name for name in ("secret", "near", "open", "far") if name in projects]
    outside = [name for name in ("secret", "far", "near", "open") if name not in projects]
    return inside[:1] + outside[:1]


@pytest.mark.parametrize("persona", sorted(SEES))
def test_rows_open_to_each_role(world, persona):
    user = world.personas[persona]
    tables = {"view": SEES, "change": CHANGES, "delete": DELETES}
    for noun, rows in world.rows.items():
        model, kind = type(rows["open"]), KIND_OF[noun]
        for action, table in tables.items():
            found = set(model.objects.allowed(user, action).values_list("pk", flat=True))
            assert found == worlds.ids_in(world, noun, table[persona][kind]), f"{persona} {action} {noun}"


@every_persona
def test_pages_show_each_role_its_rows_and_nothing_else(world, bare_refusals, persona):
    client = client_of(world.personas[persona])
    for noun, rows in world.rows.items():
        pages, kind = pages_by_noun()[noun], KIND_OF[noun]
        for name in sample(SEES[persona][kind]):
            expected, row = 200 if name in SEES[persona][kind] else 404, rows[name]
            for verb in ("detail", "history"):
                answer = client.get(pages.url(verb, row.pk), headers={"HX-Request": "true", "HX-Target": "panel"})
                assert answer.status_code == expected, f"{persona} on {verb} of {noun} of {name}"
        listed = client.get(pages.url("export", "csv"))
        if listed.status_code == 200:
            ids = {line.split(",")[0].split(";")[0] for line in text_of(listed).splitlines()[1:]}
            assert ids == set(map(str, worlds.ids_in(world, noun, SEES[persona][kind]))), f"{persona} lists {noun}"
        else:
            assert not SEES[persona][kind], f"{persona} may not list {noun}"


@every_persona
def test_forms_open_only_for_who_may_act(world, bare_refusals, persona):
    client = client_of(world.personas[persona])
    for noun, rows in world.rows.items():
        pages, kind = pages_by_noun()[noun], KIND_OF[noun]
        for verb, table in (("update", CHANGES), ("delete", DELETES)):
            for name in sample(table[persona][kind]):
                expected = 200 if name in table[persona][kind] else 403 if name in SEES[persona][kind] else 404
                answer = client.get(
                    pages.url(verb, rows[name].pk), headers={"HX-Request": "true", "HX-Target": "panel"}
                )
                assert answer.status_code == expected, f"{persona} {verb} {noun} of {name}"


@every_persona
def test_posting_to_somebody_elses_row_changes_nothing(world, bare_refusals, persona):
    client = client_of(world.personas[persona])
    for noun in ("milestone", "risk", "costentry", "decision"):
        pages, kind = pages_by_noun()[noun], KIND_OF[noun]
        for name in sample(CHANGES[persona][kind]):
            row = world.rows[noun][name]
            if name in CHANGES[persona][kind]:
                continue
            answers = [
                client.post(pages.url("update", row.pk), {"name": "changed"}),
                client.post(pages.url("delete", row.pk)),
                client.post(pages.url("bulk-delete"), {"ids": [row.pk], "confirm": "1"}),
                client.post(pages.url("bulk-update"), {"ids": [row.pk], "confirm": "1", "fields": ["owner"]}),
            ]
            assert all(answer.status_code in (302, 403, 404) for answer in answers)
            row.refresh_from_db()
            assert row.version == 1, f"{persona} changed {noun} of {name}"


@every_persona
def test_plans_open_and_change_by_role(world, bare_refusals, persona):
    client = client_of(world.personas[persona])
    body = {"dry_run": True, "commands": [{"do": "create", "fields": {"name": "x"}}]}
    for name, project in world.projects.items():
        seen, changed = name in SEES[persona]["plan"], name in CHANGES[persona]["plan"]
        for page in ("plan", "plan-rows"):
            address = reverse(f"projects:project-{page}", args=[project.pk])
            assert client.get(address).status_code == (200 if seen else 404), f"{persona} on {page} of {name}"
        answer = client.post(
            reverse("projects:project-plan-edit", args=[project.pk]), body, content_type="application/json"
        )
        assert answer.status_code == (200 if changed else 403 if seen else 404), f"{persona} edits plan of {name}"


@every_persona
def test_variance_and_earned_value_open_by_role(world, bare_refusals, persona):
    client = client_of(world.personas[persona])
    for name, project in world.projects.items():
        plan, money = name in SEES[persona]["plan"], name in SEES[persona]["money"]
        for address, seen in (
            (reverse("project-variance", args=[project.pk]), plan),
            (reverse("project-variance-file", args=[project.pk, "csv"]), plan),
            (reverse("project-earned-value", args=[project.pk]), plan and money),
            (reverse("project-earned-value-tasks", args=[project.pk, "csv"]), plan and money),
            (reverse("project-s-curve", args=[project.pk]), plan and money),
            (f"/api/v1/projects/{project.pk}/variance/", plan),
            (f"/api/v1/projects/{project.pk}/earned-value/", plan and money),
        ):
            assert client.get(address).status_code == (200 if seen else 404), f"{persona} on {address} of {name}"


@every_persona
def test_rows_of_the_organisation(world, bare_refusals, persona):
    client = client_of(world.personas[persona])
    for noun, (seers, editors) in ORGANISATION.items():
        pages, row = pages_by_noun()[noun], world.organisation_rows[noun]
        expected = 200 if persona in seers else 404
        assert client.get(pages.url("detail", row.pk)).status_code == expected, f"{persona} on {noun}"
        expected = 200 if persona in editors else 403 if persona in seers else 404
        assert client.get(pages.url("update", row.pk)).status_code == expected, f"{persona} edits {noun}"


@every_persona
def test_names_of_hidden_projects_never_appear(world, persona):
    """Lists, forms, look-ups and detail pages of everything a role may open mention no project it may not see."""
    client = client_of(world.personas[persona])
    hidden = {f"Project {name}" for name in ALL - SEES[persona]["project"]}
    if persona == "resource_manager":
        # It may know what the projects that ask for its people are called, but for a confidential one.
        hidden = {"Project secret"}
    addresses = [pages.url("list") for pages in all_pages()]
    addresses += [
        "/workload/",
        "/workload.csv",
        "/",
        "/my-work/",
        "/choices/projects.project/?q=project",
        "/search/?q=project",
        "/bin/",
    ]
    for address in addresses:
        text = text_of(client.get(address, follow=True))
        assert not {name for name in hidden if name in text}, f"{persona} reads a hidden name on {address}"


def test_hidden_projects_are_refused_in_forms_like_unknown_ones(world):
    client = client_of(world.personas["project_manager"])
    pages = pages_by_noun()["risk"]
    answers = []
    for project in (world.projects["secret"].pk, 987_654_321):
        answer = client.post(pages.url("create"), {"name": "x", "project": project, "kind": "threat"})
        answers.append(re.findall(r'id="id_project_error"[^>]*>([^<]*)', text_of(answer)))
    assert answers[0] and answers[0] == answers[1]


def test_filters_do_not_reveal_hidden_projects(world):
    client = client_of(world.personas["project_manager"])
    secret = world.projects["secret"]
    for pages in (pages_by_noun()["risk"], pages_by_noun()["milestone"]):
        text = text_of(client.get(pages.url("list"), {"project": secret.pk}))
        assert secret.name not in text


def test_anonymous_visitors_are_sent_to_the_log_in(world):
    for pages in all_pages():
        answer = Client().get(pages.url("list"))
        assert answer.status_code == 302 and "/account/login/" in answer.url


@every_persona
def test_pages_of_buying_open_and_write_by_role(world, bare_refusals, persona):
    """Pages about a row that are none of its verbs: comparisons to read, the entry of criteria to write."""
    client = client_of(world.personas[persona])
    seen, changed = SEES[persona]["money"], CHANGES[persona]["money"] & DELETES[persona]["money"]
    for name, tender in world.rows["tender"].items():
        case = world.rows["businesscase"][name]
        for address in (f"/tenders/{tender.pk}/comparison/", f"/business-cases/{case.pk}/comparison/"):
            assert client.get(address).status_code == (200 if name in seen else 404), f"{persona} on {address}"
        entry, refused = f"/tenders/{tender.pk}/criteria/", 403 if name in seen else 404
        assert client.get(entry).status_code == (200 if name in changed else refused), f"{persona} on {entry}"
        if name not in changed:
            assert client.post(entry, {"row": "new0"}).status_code == refused, f"{persona} posts to {entry}"


def test_every_noun_with_pages_is_in_this_matrix():
    nouns = set(pages_by_noun())
    assert nouns - set(KIND_OF) - set(ORGANISATION) - WITHOUT_ROW == set()
