"""Business case of a demand or project: costs and gains by year in; ROI, NPV, payback and IRR out.

Pure: no rows, settings or texts. What cannot be calculated is None with the code of its reason, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

import numpy as np


@dataclass(frozen=True)
class YearFlow:
    """Costs and gains of one year, both as positive amounts of one currency."""

    year: int
    cost: Decimal = Decimal(0)
    gain: Decimal = Decimal(0)

    @property
    def net(self) -> Decimal:
        """Gain less cost."""
        return self.gain - self.cost


@dataclass(frozen=True)
class BusinessCase:
    """Totals, ROI (1 is 100 %), NPV, benefit-cost ratio, paybacks in years from the start of the first year, IRR.

    Reasons: `no_flows`, `no_cost`, `always_covered`, `never_pays_back`, `no_sign_change`, `several_rates`, `no_rate`.
    """

    costs: Decimal
    gains: Decimal
    net: Decimal
    roi: Decimal | None
    npv: Decimal | None
    benefit_cost_ratio: Decimal | None
    payback: Decimal | None
    discounted_payback: Decimal | None
    irr: float | None
    reasons: dict[str, str]


@dataclass(frozen=True)
class Difference:
    """A measure as frozen and as it is now; `change` is None unless both are known."""

    frozen: Decimal | float | None
    current: Decimal | float | None
    change: Decimal | float | None


Figure = tuple[Decimal | None, str | None]


def business_case(flows: Iterable[YearFlow], rate: Decimal) -> BusinessCase:
    """All measures at a discount rate (0.08 is 8 %); the first year is not discounted.

    Raises ValueError for a rate of -100 % or less.
    """
    if rate <= -1:
        raise ValueError(f"A discount rate lies above -100 %, not {rate}")
    years = by_year(flows)
    costs, gains = sum((y.cost for y in years), Decimal(0)), sum((y.gain for y in years), Decimal(0))
    irr, no_irr = internal_rate([year.net for year in years])
    found: dict[str, Figure] = {
        "roi": (None, "no_cost") if not costs else ((gains - costs) / costs, None),
        "npv": (None, "no_flows") if not years else (present(years, rate, "net"), None),
        "benefit_cost_ratio": benefit_cost_ratio(years, rate),
        "payback": payback([year.net for year in years]),
        "discounted_payback": payback(discounted([year.net for year in years], rate)),
    }
    if not costs:
        found |= {name: (None, "no_cost") for name, (_, reason) in found.items() if reason == "always_covered"}
    reasons = {name: reason for name, (_, reason) in [*found.items(), ("irr", (None, no_irr))] if reason}
    values = {name: value for name, (value, _) in found.items()}
    return BusinessCase(costs=costs, gains=gains, net=gains - costs, **values, irr=irr, reasons=reasons)


def by_year(flows: Iterable[YearFlow]) -> list[YearFlow]:
    """One flow a year without gaps, lines of the same year added up."""
    flows = list(flows)
    if not flows:
        return []
    first, last = min(flow.year for flow in flows), max(flow.year for flow in flows)
    costs, gains = [Decimal(0)] * (last - first + 1), [Decimal(0)] * (last - first + 1)
    for flow in flows:
        costs[flow.year - first] += flow.cost
        gains[flow.year - first] += flow.gain
    return [YearFlow(first + n, cost, gain) for n, (cost, gain) in enumerate(zip(costs, gains, strict=True))]


def discounted(amounts: Sequence[Decimal], rate: Decimal) -> list[Decimal]:
    """Present values, amount / (1 + rate)^year, the first at its face."""
    return [amount / (1 + rate) ** number for number, amount in enumerate(amounts)]


def present(years: Sequence[YearFlow], rate: Decimal, name: str) -> Decimal:
    """Present value of one column (cost, gain or net)."""
    return sum(discounted([getattr(year, name) for year in years], rate), Decimal(0))


def benefit_cost_ratio(years: Sequence[YearFlow], rate: Decimal) -> Figure:
    """Present value of the gains over that of the costs."""
    cost = present(years, rate, "cost")
    return (present(years, rate, "gain") / cost, None) if cost else (None, "no_cost")


def payback(amounts: Sequence[Decimal]) -> Figure:
    """Years until the running total is back at 0 for good, with flows spread evenly over each year.

    Where each year's gains cover all costs so far nothing has to be paid back: `always_covered`.
    """
    if not amounts:
        return None, "no_flows"
    totals = running_totals(amounts)
    if min(totals) >= 0:
        return None, "always_covered"
    if totals[-1] < 0:
        return None, "never_pays_back"
    last = max(number for number, total in enumerate(totals) if total < 0)
    return Decimal(last + 1) + -totals[last] / amounts[last + 1], None


def running_totals(amounts: Sequence[Decimal]) -> list[Decimal]:
    """Cumulative sums."""
    totals, total = [], Decimal(0)
    for amount in amounts:
        total += amount
        totals.append(total)
    return totals


def internal_rate(amounts: Sequence[Decimal]) -> tuple[float | None, str | None]:
    """The one rate above -100 % at which the NPV is 0 (0.1 is 10 %).

    Flows that change sign once have one. Others may have several or none, and then IRR says nothing.
    """
    flows = [float(amount) for amount in amounts]
    if not any(flows):
        return None, "no_flows"
    if min(flows) >= 0 or max(flows) <= 0:
        return None, "no_sign_change"
    rates = rates_of_no_value(flows)
    if len(rates) == 1:
        return rates[0], None
    return None, "several_rates" if rates else "no_rate"


def rates_of_no_value(flows: Sequence[float]) -> list[float]:
    """All distinct rates above -100 % with an NPV of 0: positive roots of the polynomial in 1 / (1 + rate)."""
    roots = np.roots(np.trim_zeros(np.array(flows[::-1]), "f"))
    real = roots[(np.abs(roots.imag) < 1e-7 * np.maximum(np.abs(roots), 1)) & (roots.real > 1e-12)].real
    rates: list[float] = []
    for rate in sorted(1 / real - 1):
        if not rates or rate - rates[-1] > 1e-6 * (1 + abs(rate)):
            rates.append(float(rate))
    return rates


def incremental(flows: Iterable[YearFlow], reference: Iterable[YearFlow]) -> list[YearFlow]:
    """What an option costs and gains beyond another, such as doing nothing, year by year.

    A cost avoided is a gain, a gain forgone a cost, so that both columns stay positive.
    """
    negative = [YearFlow(flow.year, -flow.cost, -flow.gain) for flow in reference]
    differences = by_year([*flows, *negative])
    return [
        YearFlow(
            each.year,
            max(each.cost, Decimal(0)) + max(-each.gain, Decimal(0)),
            max(each.gain, Decimal(0)) + max(-each.cost, Decimal(0)),
        )
        for each in differences
    ]


def differences(frozen: BusinessCase, current: BusinessCase) -> dict[str, Difference]:
    """Each measure as decided and as it is now."""
    found = {}
    for name in (field.name for field in fields(BusinessCase) if field.name != "reasons"):
        then, now = getattr(frozen, name), getattr(current, name)
        found[name] = Difference(then, now, None if then is None or now is None else now - then)
    return found
