"""Writes the currencies with their monthly rates: invented ones of the company, published ones for the archives."""

from datetime import date
from decimal import Decimal

from accounts.models import Currency, ExchangeRate
from integrations.demonstration.days import first_of_month, month_after
from integrations.demonstration.world import World, write

RATES = {"USD": Decimal("0.92"), "GBP": Decimal("1.17")}
CURRENCIES = (("EUR", "Euro", "€"), ("USD", "Dollar américain", "$"), ("GBP", "Livre sterling", "£"))

# Pounds for one euro, averages of the years: European Central Bank, euro foreign exchange reference rates. The first
# edition of the British archive tells of September 2013, the last one of September 2019.
POUNDS_FOR_A_EURO = {
    2013: Decimal("0.84926"), 2014: Decimal("0.80612"), 2015: Decimal("0.72584"), 2016: Decimal("0.81948"),
    2017: Decimal("0.87667"), 2018: Decimal("0.88471"), 2019: Decimal("0.87777"), 2020: Decimal("0.88970"),
}  # fmt: skip


def write_currencies(world: World) -> None:
    """Monthly rates around a level, from three years ago to the coming year, and those of the archives' years."""
    first = month_after(first_of_month(world.today), -36)
    for code, name, symbol in CURRENCIES:
        currency, _new = Currency.objects.get_or_create(code=code, defaults={"name": name, "symbol": symbol})
        if code in RATES:
            rates = {month_after(first, number): near(RATES[code], world) for number in range(49)}
            if code == "GBP":
                rates = archive_rates() | rates
            write(
                ExchangeRate, [ExchangeRate(currency=currency, month=month, rate=rate) for month, rate in rates.items()]
            )


def archive_rates() -> dict[date, Decimal]:
    """Euros for one pound by month: the average of its year."""
    return {
        date(year, month, 1): (1 / pounds).quantize(Decimal("0.00000001"))
        for year, pounds in POUNDS_FOR_A_EURO.items()
        for month in range(1, 13)
    }


def near(rate: Decimal, world: World) -> Decimal:
    return (rate * Decimal(world.random.uniform(0.97, 1.03))).quantize(Decimal("0.0001"))
