"""Writes calls for tender, quotes by round, orders with receipts and a penalty, and business cases of some projects.

Orders take over the services that `money` has drawn, so that invoices, balances and commitments agree.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from random import Random

from django.db import connection

from integrations.demonstration.days import workday
from integrations.demonstration.story import Story
from integrations.demonstration.world import World, write
from projects.choices import CaseKind, CostKind, Nature, OrderState, QuoteState, TenderState
from projects.choices import ProjectStatus as Status
from projects.models import (
    ApprovalLimit,
    BusinessCase,
    BusinessCaseLine,
    CostEntry,
    Penalty,
    PurchaseOrder,
    Quote,
    QuoteScore,
    Receipt,
    Tender,
    TenderCriterion,
)

ORDERING, ASKING = 10, 3
"""How many projects have ordered after a call for tender, and how many are still comparing quotes."""
SHARE_INVOICED = Decimal("0.95")
LIMITS = (("project_manager", 25_000), ("portfolio_manager", 100_000), ("finance_controller", 250_000),
          ("executive", 1_000_000))  # fmt: skip
CRITERIA = (("Prix", 40, True), ("Qualité technique", 30, False), ("Références e-commerce", 15, False),
            ("Délai et équipe", 15, False))  # fmt: skip
REASON = "Meilleure note pondérée, équipe disponible dès le lancement ; prix négocié au second tour."
HUNDRED, CENT = Decimal(100), Decimal("0.01")


class Buying:
    """What one project buys after a call for tender. Draws from a source of its own: no other story changes."""

    def __init__(self, world: World, story: Story):
        self.world, self.story, self.random = world, story, Random(story.code)
        count = min(3, len(world.vendors["services"]))
        self.vendors = self.random.sample(world.vendors["services"], count)

    def write(self) -> None:
        """A call that was decided before the project began, its order, what was delivered, and its case."""
        invoices = services_of(self.story)
        amount = self.amount(invoices)
        asked = self.story.started_on - timedelta(days=60)
        tender = self.call(asked, TenderState.EVALUATION)
        quotes = self.quotes(tender, amount, asked + timedelta(days=12))
        self.score(tender, quotes)
        order = self.order(tender, quotes[0][-1], quotes, amount)
        self.take_over(order, invoices)
        self.deliver(order, invoices)

    def amount(self, invoices: list[CostEntry]) -> Decimal:
        """What is invoiced and accrued so far and, while it runs, what the budget still has for services."""
        engaged = sum((entry.amount for entry in invoices), Decimal(0))
        if self.story.ended():
            return rounded_up(engaged)
        planned = [line for (version, _n), (_since, lines) in self.story.lines.items() if version == "initial"
                   for line in lines if line.category == "services"]  # fmt: skip
        return max(rounded_up(sum((line.amount for line in planned), Decimal(0))), rounded_up(engaged / SHARE_INVOICED))

    def keep(self, rows: list, day: date) -> list:
        """Write rows and note the day on which they came to be."""
        written = write(type(rows[0]), rows) if rows else []
        self.story.bought += [(row, day) for row in written]
        return written

    def call(self, day: date, state: str) -> Tender:
        row = Tender(
            project=self.story.row, name=f"Prestations {self.story.row.name}"[:250], state=state, opens_on=workday(day),
            closes_on=workday(day + timedelta(days=21)), currency=self.story.currency,
            owner=self.story.people["manager"],
            description="Cadrage, réalisation et recette, en deux lots, selon le cahier des charges.",
        )  # fmt: skip
        return self.keep([row], day)[0]

    def quotes(self, tender: Tender, amount: Decimal, day: date, valid_days: int = 90) -> list[list[Quote]]:
        """By vendor the rounds of negotiation; the first vendor ends at the amount of the order."""
        found = []
        for place, vendor in enumerate(self.vendors):
            last = amount * (1 if place == 0 else Decimal(str(round(self.random.uniform(1.03, 1.22), 3))))
            rounds = 2 if place < 2 else 1
            amounts = [last * Decimal("1.07")] * (rounds - 1) + [last]
            rows = [
                Quote(
                    project=tender.project, tender=tender, vendor=vendor, round=number,
                    reference=f"D{place + 1}-{number}",
                    received_on=workday(day + timedelta(days=10 * (number - 1))),
                    valid_until=workday(day + timedelta(days=10 * (number - 1) + valid_days)),
                    amount=each.quantize(Decimal(1)), vat_rate=20,
                    scope="La reprise des données n’est pas comprise." if place == 1 else "",
                    scope_amount=(amount * Decimal("0.04")).quantize(Decimal(1)) if place == 1 else 0,
                )
                for number, each in enumerate(amounts, 1)
            ]  # fmt: skip
            found.append(self.keep(rows, day))
        return found

    def score(self, tender: Tender, quotes: list[list[Quote]]) -> None:
        """Each last offer on each criterion but the price."""
        day = quotes[0][-1].received_on
        rows = [TenderCriterion(project=tender.project, tender=tender, name=name, weight=weight, is_price=is_price)
                for name, weight, is_price in CRITERIA]  # fmt: skip
        criteria = self.keep(rows, tender.opens_on)
        scores = [
            QuoteScore(project=tender.project, quote=rounds[-1], criterion=criterion,
                       score=Decimal(self.random.choice((6, 7, 8, 9) if place else (8, 9, 9, 10))) / 2)
            for place, rounds in enumerate(quotes) for criterion in criteria if not criterion.is_price
        ]  # fmt: skip
        self.keep(scores, day)

    def order(self, tender: Tender, chosen: Quote, quotes: list[list[Quote]], amount: Decimal) -> PurchaseOrder:
        """The order of the chosen quote; closed when the project has ended."""
        story, day = self.story, self.story.started_on
        over = story.ended()
        order = PurchaseOrder(
            project=story.row, number=f"CF-{story.code}", label=tender.name[:200], vendor=chosen.vendor, tender=tender,
            quote=chosen, ordered_on=day, due_on=story.finish_on(self.world.today), amount=amount, category="services",
            nature=services_of(story)[0].nature, state=OrderState.CLOSED if over else OrderState.ORDERED,
            approved_by=story.people["sponsor"], approved_on=day,
            ended_on=max(entry.month for entry in services_of(story)) + timedelta(days=27) if over else None,
        )  # fmt: skip
        self.keep([order], day)
        for quote in (one for rounds in quotes for one in rounds):
            quote.state = QuoteState.CHOSEN if quote is chosen else QuoteState.REFUSED
        Quote.objects.bulk_update([one for rounds in quotes for one in rounds], ["state"])
        tender.state, tender.chosen, tender.reason, tender.chosen_on = TenderState.AWARDED, chosen, REASON, day
        tender.approved_by, tender.approved_on = story.people["sponsor"], day
        tender.save()
        return order

    def take_over(self, order: PurchaseOrder, invoices: list[CostEntry]) -> None:
        """The services are invoiced on this order; it commits them as a whole instead of month by month."""
        monthly = [entry for entry in self.story.costs if entry.category == "services" and is_commitment(entry)]
        self.story.costs = [entry for entry in self.story.costs if not any(entry is one for one in monthly)]
        for entry in invoices:
            entry.order, entry.vendor = order, order.vendor

    def deliver(self, order: PurchaseOrder, invoices: list[CostEntry]) -> None:
        """What was invoiced in a quarter was delivered in it; the last delivery of a running project waits."""
        quarters: dict[tuple[int, int], list[CostEntry]] = defaultdict(list)
        for entry in invoices:
            if entry.kind == CostKind.ACTUAL:
                quarters[entry.month.year, (entry.month.month - 1) // 3].append(entry)
        for number, (_quarter, entries) in enumerate(sorted(quarters.items()), 1):
            day = min(workday(max(entry.month for entry in entries) + timedelta(days=24)), self.world.today)
            accepted = self.story.ended() or number < len(quarters)
            receipt = Receipt(
                project=order.project, order=order, label=f"Lot {number}", received_on=day, is_accepted=accepted,
                amount=sum((entry.amount for entry in entries), Decimal(0)),
                accepted_on=day if accepted else None, accepted_by=self.story.people["manager"] if accepted else None,
                reservations="Deux anomalies mineures à corriger." if number == 2 else "",
            )  # fmt: skip
            self.keep([receipt], day)
        if self.story.trouble == "schedule" and quarters:
            self.penalise(order, day, "Retard de livraison")

    def penalise(self, order: PurchaseOrder, day: date, reason: str) -> None:
        """One percent of the order."""
        amount = (order.amount * Decimal("0.01")).quantize(CENT)
        self.keep([Penalty(project=order.project, order=order, applied_on=day, reason=reason, amount=amount)], day)


def write_orders(world: World) -> None:
    """Called before the costs are written: their invoices name the orders."""
    write(ApprovalLimit, [ApprovalLimit(role=role, up_to=amount) for role, amount in LIMITS])
    if not world.vendors["services"]:
        return
    bought = [story for story in world.stories if services_of(story) and story.fate != Status.CANCELLED]
    for story in bought[:ORDERING]:
        Buying(world, story).write()
    penalise_somebody(world, bought[:ORDERING])
    for story in [one for one in world.stories if one.started_on is None and not one.ended()][:ASKING]:
        ask(world, story)
    if bought:
        wait(world, bought[0])


def penalise_somebody(world: World, stories: list[Story]) -> None:
    """Where no project with orders is late, the first delivery had anomalies that were mended too late."""
    if any(isinstance(row, Penalty) for story in stories for row, _day in story.bought):
        return
    for story in stories:
        receipt = next((row for row, _day in story.bought if isinstance(row, Receipt)), None)
        if receipt is not None:
            day = min(workday(receipt.received_on + timedelta(days=30)), world.today)
            Buying(world, story).penalise(receipt.order, day, "Anomalies du premier lot corrigées hors délai")
            return


def ask(world: World, story: Story) -> None:
    """A call whose quotes are being compared today, some of them about to expire."""
    buying = Buying(world, story)
    day = world.today - timedelta(days=30)
    tender = buying.call(day, TenderState.EVALUATION)
    quotes = buying.quotes(tender, rounded_up(story.size * Decimal("0.4")), day + timedelta(days=5), valid_days=35)
    buying.score(tender, quotes)


def wait(world: World, story: Story) -> None:
    """An order above the limit of its project manager that waits for its approval."""
    buying = Buying(world, story)
    day = workday(world.today - timedelta(days=4))
    order = PurchaseOrder(
        project=story.row, label="Audit de sécurité complémentaire", vendor=buying.vendors[-1], ordered_on=day,
        amount=Decimal(48_000), category="services", nature=Nature.OPEX, state=OrderState.WAITING,
    )  # fmt: skip
    buying.keep([order], day)


def settle(world: World) -> None:
    """Called when the costs are written: the commitments that the database has added belong to the story."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    stories = {story.row.pk: story for story in world.stories}
    for entry in CostEntry.objects.filter(source="order").order_by("pk"):
        stories[entry.project_id].costs.append(entry)


def write_business_cases(world: World) -> None:
    """Costs and gains of projects that have ordered: as decided at the start, and revised with their budget."""
    for story in world.stories:
        if not any(isinstance(row, PurchaseOrder) and row.tender_id for row, _day in story.bought):
            continue
        versions = [key for key in (("initial", 1), ("revised", 1)) if key in story.lines]
        for number, key in enumerate(versions, 1):
            since, lines = story.lines[key]
            write_case(story, number, max(since, story.started_on), lines)


def write_case(story: Story, number: int, day: date, budget: list) -> None:
    """The build as budgeted, a run of 12 % a year after it, and gains that grow over four years."""
    name = "Dossier d’opportunité" if number == 1 else "Dossier révisé"
    case = BusinessCase(
        project=story.row, name=name, number=number, discount_rate=8, frozen_on=day,
        assumptions="Gains estimés avec le contrôle de gestion ; montée en charge en trois ans.",
    )  # fmt: skip
    write(BusinessCase, [case])
    costs: dict[tuple, Decimal] = defaultdict(Decimal)
    for line in budget:
        costs[line.month.year, line.nature] += line.amount
    total, last = sum(costs.values()), max(year for year, _nature in costs)
    factor = Decimal(str(round(Random(story.code).uniform(0.35, 0.75), 2)))
    rows = [(CaseKind.COST, year, "Réalisation", nature, amount) for (year, nature), amount in sorted(costs.items())]
    for ahead, share in enumerate((Decimal("0.4"), Decimal("0.8"), Decimal(1), Decimal(1)), 1):
        rows.append((CaseKind.COST, last + ahead, "Exploitation", Nature.OPEX, total * Decimal("0.12")))
        rows.append((CaseKind.GAIN, last + ahead, "Marge supplémentaire", Nature.OPEX, total * factor * share))
    lines = [
        BusinessCaseLine(project=story.row, business_case=case, kind=kind, year=year, label=label, nature=nature,
                         amount=amount.quantize(Decimal(1)))
        for kind, year, label, nature, amount in rows
    ]  # fmt: skip
    story.bought += [(row, day) for row in [case, *write(BusinessCaseLine, lines)]]


def services_of(story: Story) -> list[CostEntry]:
    """What was invoiced and accrued for services."""
    return [entry for entry in story.costs if entry.category == "services" and not is_commitment(entry)]


def is_commitment(entry: CostEntry) -> bool:
    return entry.kind == CostKind.COMMITTED


def rounded_up(amount: Decimal) -> Decimal:
    return (amount / HUNDRED).to_integral_value(ROUND_CEILING) * HUNDRED
