"""Writes the KPIs of an e-commerce company: two years by month, rising and falling with the season."""

from datetime import timedelta
from decimal import Decimal

from integrations.demonstration.days import first_of_month, month_after
from integrations.demonstration.world import World, write
from portfolio.choices import KpiDirection, KpiUnit
from portfolio.models import Kpi, KpiValue

UP, DOWN = KpiDirection.UP, KpiDirection.DOWN
# code: (name, definition, unit, direction, from, to, decimals, season, target, amber, red, department, source)
KPIS = {
    "CONV": ("Taux de conversion", "Commandes divisées par visites, en pourcentage.", KpiUnit.PERCENT, UP,
             1.9, 2.35, 2, 0.08, "2.6", "2.2", "2.0", "ECO", "Mesure d’audience"),
    "RETENTION": ("Taux de rétention", "Clients qui recommandent dans les douze mois.", KpiUnit.PERCENT, UP,
                  38.0, 44.5, 1, 0.02, "48", "42", "38", "MKT", "CDP"),
    "LTV": ("Valeur vie client", "Marge cumulée d’un client sur trois ans.", KpiUnit.MONEY, UP,
            210, 236, 0, 0.01, "260", "225", "210", "MKT", "CDP"),
    "PANIER": ("Panier moyen", "Chiffre d’affaires divisé par commandes.", KpiUnit.MONEY, UP,
               68.0, 74.5, 2, 0.05, "78", "72", "68", "ECO", "ERP"),
    "CA": ("Chiffre d’affaires en ligne", "Ventes du mois hors taxes.", KpiUnit.MONEY, UP,
           6800000, 10400000, 0, 0.25, "12000000", "9000000", "8000000", "DAF", "ERP"),
    "CAC": ("Coût d’acquisition client", "Dépenses d’acquisition divisées par nouveaux clients.", KpiUnit.MONEY, DOWN,
            31.0, 26.5, 2, 0.06, "24", "28", "31", "MKT", "Régies"),
    "NPS": ("Net Promoter Score", "Promoteurs moins détracteurs.", KpiUnit.NUMBER, UP,
            34, 47, 0, 0.02, "60", "45", "38", "MAG", "Enquêtes"),
    "ABANDON": ("Taux d’abandon de panier", "Paniers abandonnés divisés par paniers créés.", KpiUnit.PERCENT, DOWN,
                74.0, 69.2, 1, 0.02, "65", "70", "74", "ECO", "Mesure d’audience"),
    "J1": ("Commandes livrées sous 24 heures", "Part des commandes livrées le lendemain.", KpiUnit.PERCENT, UP,
           41.0, 58.0, 1, 0.05, "80", "60", "45", "LOG", "WMS"),
    "BIO": ("Part des ventes responsables", "Ventes bio et responsables sur ventes totales.", KpiUnit.PERCENT, UP,
            12.0, 21.3, 1, 0.03, "35", "22", "15", "OFF", "ERP"),
    "DISPO": ("Disponibilité du site", "Temps de service divisé par temps total.", KpiUnit.PERCENT, UP,
              99.2, 99.7, 2, 0.0005, "99.9", "99.6", "99.0", "DSI", "Supervision"),
    "TTM": ("Délai de mise sur le marché", "De la demande à la mise en production.", KpiUnit.DAYS, DOWN,
            192, 141, 0, 0.03, "120", "150", "190", "PMO", "Portefeuille"),
}  # fmt: skip
# Twelve factors from January: sales in January and June, Black Friday and Christmas at the end.
SEASON = (0.5, -0.6, -0.3, -0.1, 0.0, 0.4, 0.1, -0.8, 0.0, 0.1, 1.6, 1.4)
MONTHS = 24


def write_kpis(world: World) -> None:
    """Each series ends near the value its objective names."""
    values = []
    for code, (name, text, unit, direction, *figures, department, source) in KPIS.items():
        first, last, decimals, season, target, amber, red = figures
        kpi = Kpi.objects.create(
            code=code, name=name, description=text, unit=unit, direction=direction, target=Decimal(target),
            amber=Decimal(amber), red=Decimal(red), owner=world.leaders[department], source=source,
        )  # fmt: skip
        for number in range(MONTHS):
            month = month_after(first_of_month(world.today), number - MONTHS)
            level = first + (last - first) * number / (MONTHS - 1)
            swing = season * SEASON[month.month - 1] * (1 if direction == UP else -1)
            value = level * (1 + swing + world.random.uniform(-0.15, 0.15) * season)
            values.append(KpiValue(
                kpi=kpi, period_end=month_after(month) - timedelta(days=1), value=Decimal(str(round(value, decimals))),
            ))  # fmt: skip
    write(KpiValue, values)
