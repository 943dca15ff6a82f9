"""Draws budgets, costs and envelopes: three versions by month, and actuals that follow the plan's months."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from integrations.demonstration.days import first_of_month, month_after, months_between, part_of
from integrations.demonstration.organisation import RATES
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
        draw_last_forecast(world, story)
    write(BudgetLine, [line for story in world.stories for _since, lines in story.lines.values() for line in lines])
    write(CostEntry, [entry for story in world.stories for entry in story.costs])
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
        low, high = (-0.06, 0.035)
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


def draw_last_forecast(world: World, story: Story) -> None:
    """Rounds of forecast; the last one is what is spent plus what is still to be done."""
    if story.started_on is None:
        return
    last = stopped_on(story) or world.today
    days = [part_of(story.started_on, last, share) for share in (0.3, 0.6, 0.9)]
    days = [day for number, day in enumerate(days) if (day - story.started_on).days > 25 * (number + 1)]
    budget, expected = story.budget_on(last, REVISED) or story.budget_on(last, INITIAL), story.people["expected"]
    for number, day in enumerate(days, 1):
        if number == len(days):
            lines = landing(world, story, number)
        else:
            known = budget + (expected - budget) * Decimal(number) / len(days)
            lines = lines_of(story, FORECAST, number, known, months_between(story.started_on, story.finish_on(day)))
        story.lines[FORECAST, number] = (day, lines)


def landing(world: World, story: Story, number: int) -> list[BudgetLine]:
    """Spent so far by month and category, and the rest of the expected total over the months to come."""
    spent: dict[tuple, Decimal] = defaultdict(Decimal)
    for entry in story.costs:
        if entry.kind in (CostKind.ACTUAL, CostKind.ACCRUED):
            spent[entry.month, entry.category, entry.nature] += entry.amount
    centre = story.row.department.cost_centre
    lines = [
        BudgetLine(
            project=story.row, budget_version=FORECAST, number=number, fiscal_year=month.year, month=month,
            category=category, nature=nature, cost_centre=centre, account=ACCOUNTS[category], amount=amount,
        )
        for (month, category, nature), amount in sorted(spent.items(), key=lambda item: item[0][:2])
    ]  # fmt: skip
    if story.ended():
        return lines
    first = max((line.month for line in lines), default=first_of_month(story.started_on))
    ahead = months_between(month_after(first), story.finish_on(world.today) + timedelta(days=31))[:-1]
    rest = story.people["expected"] - total_of(lines)
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
