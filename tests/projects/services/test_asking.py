"""Asking for approval: who is told, once; whose work it becomes; and that nobody approves their own."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone, translation

from accounts.choices import MailKind
from pmo.choices import FourEyes
from pmo.models import Organisation
from projects import services
from projects.models import Baseline, PurchaseOrder
from projects.services.asking import approvers_of_order
from reporting.waiting import waiting_for
from tests import factories as make
from tests import money_factories as money
from tests import plan_factories as plans
from tests.pmo.api.conftest import Client as Api
from tests.pmo.api.conftest import token_of

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def in_english_without_cache():
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture
def project():
    return make.ProjectFactory(name="Shop", status="active")


def holder(role, **fields):
    scope = {name: fields.pop(name) for name in ("project", "portfolio", "programme", "department") if name in fields}
    user = make.UserFactory(**{"language": "en"} | fields)
    make.give_role(user, role, **scope)
    return user


def four_eyes(mode):
    Organisation.objects.get_or_create(pk=1)
    Organisation.objects.update(four_eyes=mode)


@pytest.fixture
def manager(project):
    return holder("project_manager", project=project)


@pytest.fixture
def waiting(project, manager):
    """An order of 900 above its manager's limit of 100."""
    money.ApprovalLimitFactory(role="project_manager", up_to=Decimal("100"))
    money.ApprovalLimitFactory(role="executive", up_to=Decimal("1000"))
    order = money.PurchaseOrderFactory(project=project, label="Servers", amount=Decimal("900"))

    def ask():
        return services.place_order(manager, order=order, on=TODAY)

    return ask


def groups(user) -> dict:
    fresh = type(user).objects.get(pk=user.pk)
    return {group.url.split("?")[0]: [line.label for line in group.lines] for group in waiting_for(fresh, TODAY)[0]}


def test_those_whose_limit_reaches_are_told_once_and_the_others_are_not(project, manager, waiting):
    sponsor = holder("executive", project=project, name="Claire", email="claire@example.org")
    holder("executive", project=make.ProjectFactory())
    holder("finance_controller")
    order = waiting()
    [letter] = mail.outbox
    assert letter.to == ["claire@example.org"]
    assert letter.subject == "For approval – Order: Servers"
    for word in ("Hello Claire", "Shop", "900", f"/orders/{order.pk}/", str(manager)):
        assert word in letter.body
    from projects.services.asking import tell_approvers

    assert tell_approvers("projects.purchaseorder", order.pk, order.version) == 0
    services.refuse_order(sponsor, order=order, on=TODAY, reason="Too dear")
    services.place_order(manager, order=order, on=TODAY)
    assert len(mail.outbox) == 2


def test_who_switched_the_mail_off_is_not_told(project, waiting):
    holder("executive", project=project, mail_kinds=[kind for kind in MailKind.values if kind != "approval"])
    waiting()
    assert mail.outbox == []


def test_finding_those_who_may_approve_costs_the_same_for_one_and_for_many(
    project, waiting, django_assert_num_queries, django_assert_max_num_queries
):
    holder("executive", project=project)
    order = PurchaseOrder.objects.select_related("project", "tender").get(pk=waiting().pk)
    with django_assert_max_num_queries(14) as counted:
        assert len(approvers_of_order(order, on=TODAY)) == 1
    for _ in range(5):
        holder("executive", project=project)
    with django_assert_num_queries(len(counted)):
        assert len(approvers_of_order(order, on=TODAY)) == 6


def test_a_waiting_order_is_in_the_work_of_those_who_may_approve_it(project, manager, waiting):
    boss, elsewhere = (
        holder("executive", portfolio=project.portfolio),
        holder("executive", project=make.ProjectFactory()),
    )
    controller = holder("finance_controller")
    assert groups(boss) == {}
    waiting()
    assert groups(boss) == {"/orders/": ["Servers"]}
    assert "/orders/" not in groups(manager) | groups(elsewhere) | groups(controller)
    project.confidential = True
    project.save()
    assert groups(boss) == {}


def test_an_order_in_another_currency_is_compared_by_the_rate_of_the_month(project, waiting):
    boss = holder("executive", project=project)
    waiting()
    project.currency = "USD"
    project.save()
    assert groups(boss) == {}
    dollar = make.CurrencyFactory(code="USD")
    rate = make.ExchangeRateFactory(currency=dollar, month=TODAY.replace(day=1), rate=Decimal("1.2"))
    assert groups(boss) == {}
    rate.rate = Decimal("1.1")
    rate.save()
    assert groups(boss) == {"/orders/": ["Servers"]}


def test_what_waits_agrees_with_what_may_be_approved(project, waiting):
    """The set and the question about one order are the same rule."""
    people = [
        holder("executive", project=project), holder("executive", portfolio=project.portfolio), holder("executive"),
        holder("finance_controller"), holder("administrator"), holder("officer"), holder("auditor"), holder("guest"),
        holder("portfolio_manager", portfolio=project.portfolio), holder("contributor", project=project),
        holder("resource_manager", department=make.DepartmentFactory()),
    ]  # fmt: skip
    money.ApprovalLimitFactory(role="officer", up_to=Decimal("899"))
    money.ApprovalLimitFactory(role="contributor", up_to=Decimal("5000"))
    money.ApprovalLimitFactory(role="portfolio_manager", up_to=Decimal("900"))
    order = waiting()
    told = set(approvers_of_order(PurchaseOrder.objects.get(pk=order.pk), on=TODAY))
    for user in people:
        may = services.may_approve(user, order, on=TODAY)
        assert services.approvable(user, on=TODAY).exists() == may == (user in told), user.memberships.first().role


def test_who_asked_does_not_approve_although_the_limit_reaches_meanwhile(project, manager, waiting):
    order = waiting()
    money.ApprovalLimitFactory._meta.model.objects.filter(role="project_manager").update(up_to=5000)
    with pytest.raises(PermissionDenied, match="somebody else"):
        services.approve_order(manager, order=order, on=TODAY)
    assert groups(manager).get("/orders/") is None
    client = Client(headers={"accept-language": "en"})
    client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/orders/{order.pk}/").content.decode()
    assert "somebody else approves it" in page and f"/orders/{order.pk}/approve/" not in page
    other = holder("project_manager", project=project)
    assert services.approve_order(other, order=order, on=TODAY).state == "ordered"


def test_who_chose_the_quote_does_not_approve_its_order(project, manager, waiting):
    boss = holder("executive", project=project)
    make.give_role(boss, "officer")
    tender = money.TenderFactory(project=project)
    quote = money.QuoteFactory(project=project, tender=tender, amount=Decimal("500"))
    waiting()
    order = services.choose_quote(boss, tender=tender, quote=quote, reason="Best", on=quote.received_on)
    services.place_order(manager, order=order, on=quote.received_on)
    with pytest.raises(PermissionDenied):
        services.approve_order(boss, order=order, on=TODAY)
    four_eyes(FourEyes.NOTHING)
    assert services.approve_order(boss, order=order, on=TODAY).state == "ordered"


def test_with_four_eyes_for_everything_every_order_waits(project, manager, waiting):
    four_eyes(FourEyes.ALL)
    boss = holder("executive", project=project)
    small = money.PurchaseOrderFactory(project=project, amount=Decimal("50"), label="Mouse")
    assert services.place_order(manager, order=small, on=TODAY).state == "waiting"
    assert groups(boss) == {"/orders/": ["Mouse"]}
    with pytest.raises(PermissionDenied):
        services.approve_order(manager, order=small, on=TODAY)
    four_eyes(FourEyes.ORDERS)
    order = money.PurchaseOrderFactory(project=project, amount=Decimal("50"))
    assert services.place_order(manager, order=order, on=TODAY).state == "ordered"


def test_a_baseline_is_asked_of_those_who_approve_plans(project, manager):
    boss = holder("executive", project=project, email="boss@example.org")
    plans.TaskFactory(project=project)
    client = Client()
    client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post("/baselines/new/", {"name": "Agreed", "project": project.pk, "reason": "Start"})
    baseline = Baseline.objects.get()
    assert baseline.taken_by == manager
    assert [letter.to for letter in mail.outbox] == [["boss@example.org"]]
    assert groups(boss) == {"/baselines/": ["Agreed"]} and "/baselines/" not in groups(manager)
    services.approve_baseline(boss, baseline=baseline, reason="Good", on=timezone.localdate())
    assert groups(boss) == {}


def test_baselines_taken_in_bulk_are_asked_of_those_who_approve_plans_as_single_ones_are(project, manager):
    boss = holder("officer", email="boss@example.org")
    task, elsewhere = plans.TaskFactory(project=project), make.ProjectFactory()
    make.give_role(manager, "project_manager", project=elsewhere)
    api = Api(Client(), token_of(manager), manager)

    def body(*names, to=project, **asked):
        rows = [{"name": name, "project": to.pk, "reason": "Start"} for name in names]
        return {"operation": "create", "rows": rows, **asked}

    assert api.post("baselines/bulk/", body("One", "Two", dry_run=True)).status_code == 200
    assert mail.outbox == []
    assert api.post("baselines/bulk/", body("One", "Two")).json()["created"] == 2
    assert sorted(letter.subject for letter in mail.outbox) == [
        "For approval – Baseline: One", "For approval – Baseline: Two",
    ]  # fmt: skip
    assert {address for letter in mail.outbox for address in letter.to} == {boss.email}
    refused = api.post("baselines/bulk/", body("Three", "Two"))
    assert refused.status_code == 400 and len(mail.outbox) == 2, "nothing was written, so nobody is told"
    # Where the database refuses one, each is written alone: frozen and told of all the same.
    answer = api.post("baselines/bulk/", body("Three", "Two", mode="valid")).json()
    assert (answer["created"], answer["rejected"]) == (1, 1), answer
    assert [letter.subject for letter in mail.outbox[2:]] == ["For approval – Baseline: Three"]
    assert [one.tasks.get().task_id for one in Baseline.objects.order_by("pk")] == [task.pk] * 3
    assert api.patch(f"baselines/{Baseline.objects.last().pk}/", {"reason": "Better"}).status_code == 200
    assert len(mail.outbox) == 3, "a change of its words asks nobody again"


def test_four_eyes_for_everything_hold_for_baselines_too(project):
    officer = holder("officer")
    plans.TaskFactory(project=project)
    baseline = services.take_baseline(officer, project=project, name="One", reason="Start", on=TODAY)
    Baseline.objects.update(taken_by=officer)
    baseline.refresh_from_db()
    assert groups(officer)["/baselines/"] == ["One"]
    four_eyes(FourEyes.ALL)
    assert "/baselines/" not in groups(officer)
    with pytest.raises(PermissionDenied, match="somebody else"):
        services.approve_baseline(officer, baseline=baseline, reason="Good", on=TODAY)
