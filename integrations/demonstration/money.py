"""Draws budgets, costs and envelopes: three versions by month, and actuals that follow the plan's months."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from integrations.demonstration.buying import settle, write_orders
from integrations.demonstration.days import first_of_month, month_after, months_between, part_of, workday
from integrations.demonstration.exchange_rates import RATES
from integrations.demonstration.story import AMBER, Story
from integrations.demonstration.world import World, write
from portfolio.models import Envelope
from projects.choices import BudgetVersion, CostKind, Nature
from projects.choices import ProjectStatus as Status
from projects.models import BudgetLine, CostEntry

# Share of each category, and whether it becomes an asset.
BUILT = (("labour", 0.35, Nature.CAPEX), ("services", 0.45, Nature.CAPEX), ("licences", 0.2, Nature.OPEX))
PROFILES = {
    "campaign": (("media", 0.75, Nature.OPEX), ("services", 0.15, Nature.OPEX), ("labour", 0.1, Nature.OPEX)),
    "cloud_migration": (
        ("labour", 0.3, Nature.CAPEX),
        ("services", 0.35, Nature.CAPEX),
        ("hosting", 0.35, Nature.OPEX),
    ),
    "omnichannel": (("services", 0.4, Nature.CAPEX), ("equipment", 0.35, Nature.CAPEX), ("labour", 0.25, Nature.CAPEX)),
    "compliance": (("services", 0.5, Nature.OPEX), ("labour", 0.35, Nature.OPEX), ("training", 0.15, Nature.OPEX)),
    "range_launch": (("services", 0.45, Nature.OPEX), ("media", 0.3, Nature.OPEX), ("labour", 0.25, Nature.OPEX)),
}
ACCOUNTS = {
    "labour": "641000", "services": "611000", "licences": "651000", "hosting": "613500", "equipment": "215000",
    "media": "623000", "training": "633000",
}  # fmt: skip
CENT, TEN = Decimal("0.01"), Decimal(10)
INITIAL, REVISED, FORECAST = BudgetVersion.INITIAL.value, BudgetVersion.REVISED.value, BudgetVersion.FORECAST.value


def write_money(world: World) -> None:
    """Budget lines and costs of all projects, then what is set aside for their portfolios."""
    for story in world.stories:
        draw_budgets(world, story)
        draw_costs(world, story)
        draw_forecasts(world, story)
    write_orders(world)
    write(BudgetLine, [line for story in world.stories for _since, lines in story.lines.values() for line in lines])
    write(CostEntry, [entry for story in world.stories for entry in story.costs])
    settle(world)
    write_envelopes(world)


def profile(story: Story):
    return PROFILES.get(story.idea.type, BUILT)


def weights(months: list[date]) -> list[float]:
    """Little at both ends, most in the middle."""
    count = len(months)
    raw = [1 + 4 * (place + 0.5) * (count - place - 0.5) / count**2 for place in range(count)]
    return [weight / sum(raw) for weight in raw]


def lines_of(story: Story, version: str, number: int, total: Decimal, months: list[date]) -> list[BudgetLine]:
    """A total spread over months and categories, in tens."""
    centre = story.row.department.cost_centre
    return [
        BudgetLine(
            project=story.row, budget_version=version, number=number, fiscal_year=month.year, month=month,
            category=category, nature=nature, cost_centre=centre, account=ACCOUNTS[category],
            label=LABELS.get(category, "Prestations"),
            amount=(total * Decimal(weight * share) / TEN).quantize(Decimal(1)) * TEN,
        )
        for month, weight in zip(months, weights(months), strict=True)
        for category, share, nature in profile(story)
    ]  # fmt: skip


def total_of(lines: list) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))


def draw_budgets(world: World, story: Story) -> None:
    """The initial budget, and a revised one that a committee has granted to half of the larger projects."""
    months = months_between(story.planned_start, story.planned_finish)
    story.lines[INITIAL, 1] = (story.known_on, lines_of(story, INITIAL, 1, story.size, months))
    if story.started_on is None or story.idea.size == "S" or world.random.random() < 0.45:
        return
    session = session_near(world, story, 0.35)
    if session:
        change = world.random.choice(("0.95", "1.04", "1.08", "1.15"))
        months = months_between(story.started_on, story.finish_on(session.date))
        lines = lines_of(story, REVISED, 1, story.size * Decimal(change), months)
        story.lines[REVISED, 1] = (session.date, lines)
        story.people["revised_in"] = session


def session_near(world: World, story: Story, share: float):
    """The first session of the portfolio's committee after a share of the project, if it has been held."""
    last = min(story.finish_on(world.today), stopped_on(story) or world.today)
    wanted = part_of(story.started_on, max(last, story.started_on), share)
    held = [session for session in world.sessions[story.idea.portfolio] if wanted <= session.date < world.today]
    return held[0] if held and held[0].date <= last else None


def stopped_on(story: Story) -> date | None:
    """When the spending stopped: closed, cancelled or on hold."""
    on, status = story.statuses[-1]
    return on if status in (Status.CLOSED, Status.CANCELLED, Status.ON_HOLD) else None


def closed_month(today: date) -> date:
    """The last month whose accounts are closed."""
    return month_after(first_of_month(today), -1 if today.day > 5 else -2)


def overrun(world: World, story: Story) -> Decimal:
    """How far the work costs more than its budget."""
    if story.trouble == "cost":
        low, high = (0.055, 0.085) if story.mood == AMBER else (0.115, 0.24)
    else:
        low, high = (-0.03, 0.04)
    return Decimal(str(round(1 + world.random.uniform(low, high), 4)))


def draw_costs(world: World, story: Story) -> None:
    """Actuals of the months that are closed, with orders and provisions around them."""
    budget = total_of(story.lines.get((REVISED, 1), story.lines[INITIAL, 1])[1])
    story.people["expected"] = budget * overrun(world, story)
    if story.started_on is None:
        return
    months = months_between(story.started_on, story.finish_on(world.today))
    last = min(closed_month(world.today), first_of_month(stopped_on(story) or world.today))
    for month, weight in zip(months, weights(months), strict=True):
        if month > last:
            break
        for category, share, nature in profile(story):
            amount = story.people["expected"] * Decimal(weight * share * world.random.uniform(0.9, 1.1))
            is_last = month == last and not story.ended()
            book(world, story, month, (category, nature), amount.quantize(CENT), is_last=is_last)


def book(world: World, story: Story, month: date, kind: tuple[str, Nature], amount: Decimal, *, is_last: bool) -> None:
    """One month of a category: services are ordered before and invoiced against the order, the rest is posted."""
    category, nature = kind
    number = f"{story.code}-{month:%y%m}"
    vendor = world.random.choice(world.vendors[category]) if world.vendors.get(category) else None

    def entry(what: str, on: date, value: Decimal, prefix: str, label: str) -> None:
        story.costs.append(CostEntry(
            project=story.row, kind=what, month=on, category=category, nature=nature, amount=value, label=label,
            document_number=f"{prefix}-{number}", source="ERP", vendor=vendor,
        ))  # fmt: skip

    if category != "services":
        entry(CostKind.ACTUAL, month, amount, "FA", LABELS[category])
        return
    entry(CostKind.COMMITTED, month, amount, "BC", "Commande de prestations")
    if is_last:
        provision = (amount * Decimal("0.4")).quantize(CENT)
        entry(CostKind.ACCRUED, month, provision, "FNP", "Provision, facture non parvenue")
        entry(CostKind.COMMITTED, month, -(amount - provision), "FA", "Commande facturée")
        entry(CostKind.ACTUAL, month, amount - provision, "FA", "Prestations facturées")
        return
    entry(CostKind.COMMITTED, month, -amount, "FA", "Commande facturée")
    entry(CostKind.ACTUAL, month, amount, "FA", "Prestations facturées")


LABELS = {
    "labour": "Temps passé des équipes", "licences": "Licences et abonnements", "hosting": "Hébergement",
    "equipment": "Matériel", "media": "Achat d’espace", "training": "Formation",
}  # fmt: skip


def draw_forecasts(world: World, story: Story) -> None:
    """The last rounds of forecast, each what was spent by then and what was still to be done."""
    if story.started_on is None:
        return
    last = stopped_on(story) or world.today
    budget, expected = story.budget_on(last, REVISED) or story.budget_on(last, INITIAL), story.people["expected"]
    days = rounds(story, last)
    for number, day in enumerate(days, 1):
        known = budget + (expected - budget) * Decimal(number) / len(days)
        story.lines[FORECAST, number] = (day, landing(story, number, day, known))
    if story.ended() and story.costs:
        story.lines[FORECAST, len(days) + 1] = (last, spent_lines(story, len(days) + 1, last))


def rounds(story: Story, last: date) -> list[date]:
    """Early in every quarter; whoever gets too expensive says so at once."""
    first = story.started_on + timedelta(days=20)
    quarters = [month for month in months_between(first, last) if month.month % 3 == 1]
    days = [day for day in (workday(month + timedelta(days=9)) for month in quarters) if first <= day <= last]
    if not days and story.trouble == "cost":
        return [part_of(story.started_on, last, 0.6)]
    return days[-3:]


def spent_lines(story: Story, number: int, day: date) -> list[BudgetLine]:
    """What was spent by a day, by month and category."""
    spent: dict[tuple, Decimal] = defaultdict(Decimal)
    booked = closed_month(day) if not story.ended() or day < story.statuses[-1][0] else day
    for entry in story.costs:
        if entry.kind in (CostKind.ACTUAL, CostKind.ACCRUED) and entry.month <= booked:
            spent[entry.month, entry.category, entry.nature] += entry.amount
    centre = story.row.department.cost_centre
    return [
        BudgetLine(
            project=story.row, budget_version=FORECAST, number=number, fiscal_year=month.year, month=month,
            category=category, nature=nature, cost_centre=centre, account=ACCOUNTS[category], amount=amount,
            label=LABELS.get(category, "Prestations"),
        )
        for (month, category, nature), amount in sorted(spent.items(), key=lambda item: item[0][:2])
    ]  # fmt: skip


def landing(story: Story, number: int, day: date, total: Decimal) -> list[BudgetLine]:
    """Spent so far, and the rest of the total over the months that were still to come."""
    lines = spent_lines(story, number, day)
    first = max((line.month for line in lines), default=month_after(first_of_month(story.started_on), -1))
    ahead = [month for month in months_between(story.started_on, story.finish_on(day)) if month > first]
    rest = total - total_of(lines)
    return lines + (lines_of(story, FORECAST, number, rest, ahead or [month_after(first)]) if rest > 0 else [])


def write_envelopes(world: World) -> None:
    """What a portfolio may spend a year: a little more than its initial budgets, in tens of thousands."""
    sums: dict[tuple[str, int], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for story in world.stories:
        for line in story.lines[INITIAL, 1][1]:
            amount = line.amount * RATES.get(story.currency, Decimal(1))
            sums[story.idea.portfolio, line.fiscal_year][line.nature] += amount
    write(Envelope, [
        Envelope(
            portfolio=world.portfolios[portfolio], fiscal_year=year, note="Notifiée après arbitrage",
            capex=rounded(natures[Nature.CAPEX]), opex=rounded(natures[Nature.OPEX]),
        )
        for (portfolio, year), natures in sorted(sums.items())
    ])  # fmt: skip


def rounded(amount: Decimal) -> Decimal:
    return (amount * Decimal("1.04") / 10000).quantize(Decimal(1)) * 10000
