"""The quick sums agree with the table that shares out whole units."""

import random
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from projects.working_time import STANDARD
from resources.capacity import Demand, Part, Period, Worker, load_table, months
from resources.load_sums import Asked, load_sums


def asked(demands) -> list[Asked]:
    return [Asked(each.worker, each.span.first, each.span.last, each.unit, each.quantity) for each in demands]


START = date(2025, 1, 1)
PERIODS = [Period(date(2024, 6, 1), date(2024, 12, 31)), *months(START, date(2025, 3, 31))]


def someone(chance: random.Random) -> Worker:
    away = [Part(START + timedelta(chance.randint(-60, 60)), START + timedelta(chance.randint(61, 90)), Decimal("0.5"))]
    other = [Part(START - timedelta(chance.randint(0, 90)), None, Decimal(chance.choice(["0", "0.2"])))]
    starts, ends = chance.choice([(None, None), (date(2025, 1, 15), None), (None, date(2025, 2, 20))])
    named = chance.random() > 0.2
    share = Decimal(chance.choice(["1", "0.8"]))
    return Worker(STANDARD, share, starts, ends, chance.choice([(), away]), chance.choice([(), other]), named)


def something(chance: random.Random, worker: int) -> Demand:
    first = START + timedelta(chance.randint(-200, 100))
    unit, most = chance.choice([("days", 40), ("fte", 1), ("share", 1)])
    quantity = Decimal(str(round(chance.random() * most, 2)))
    last = first + timedelta(chance.randint(0, 120))
    return Demand(worker, chance.randint(1, 3), first, last, unit, quantity, chance.random() < 0.3)


@pytest.mark.parametrize("seed", range(20))
def test_the_sums_are_those_of_the_table(seed, monkeypatch):
    monkeypatch.setattr("resources.load_sums.TEAM", 4)  # six workers are more than a team
    chance = random.Random(seed)
    workers = {number: someone(chance) for number in range(6)}
    demands = [something(chance, chance.randrange(6)) for _ in range(25)]
    table, sums = load_table(workers, demands, PERIODS), load_sums(workers, asked(demands), PERIODS)
    days = 250  # rounding of one unit a day at most
    assert np.allclose(sums.capacity, table.capacity, atol=days)
    total = np.zeros(table.demand.shape)
    np.add.at(total, [demand.worker for demand in demands], sums.demands)
    assert np.allclose(total, table.demand, atol=days * len(demands) / 10)


def test_days_of_somebody_who_is_away_all_along_follow_the_calendar():
    away = Worker(STANDARD, absences=[Part(date(2025, 1, 1), date(2025, 1, 31))])
    demand = Demand("a", 1, date(2025, 1, 6), date(2025, 1, 17), "days", Decimal(10))
    sums = load_sums({"a": away}, asked([demand]), [Period(date(2025, 1, 6), date(2025, 1, 10))])
    assert sums.demands[0, 0] == pytest.approx(50_000)


def test_days_on_a_weekend_are_spread_over_its_days():
    demand = Demand("a", 1, date(2025, 1, 4), date(2025, 1, 5), "days", Decimal(2))
    sums = load_sums({"a": Worker(STANDARD)}, asked([demand]), [Period(date(2025, 1, 4), date(2025, 1, 4))])
    assert sums.demands[0, 0] == pytest.approx(10_000)


def test_an_unknown_unit_is_refused():
    demand = Demand("a", 1, START, START, "hours", Decimal(2))
    with pytest.raises(ValueError, match="Unknown unit"):
        load_sums({"a": Worker(STANDARD)}, asked([demand]), PERIODS)
