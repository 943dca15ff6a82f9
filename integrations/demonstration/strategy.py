"""Writes what projects serve and who steers them: portfolios, programmes, objectives, committees, sessions."""

from datetime import timedelta
from decimal import Decimal

from integrations.demonstration.days import friday_before, month_after, workday
from integrations.demonstration.ideas import PORTFOLIOS, PROGRAMMES
from integrations.demonstration.world import World, write
from portfolio.choices import CommitteeLevel, Horizon, ObjectiveStatus
from portfolio.models import Committee, Objective, Portfolio, Programme, Session

# code: (above, name, statement, measure, unit, from, to, now, months to go, horizon, department)
OBJECTIVES = {
    "O1": ("", "Doubler les ventes en ligne", "Porter le chiffre d’affaires en ligne à 180 M€ par an.",
           "Chiffre d’affaires en ligne", "M€", 90, 180, 126, 30, Horizon.LONG, "ECO"),
    "O2": ("", "Devenir l’enseigne préférée de ses clients", "Atteindre un NPS de 60 sur tous les canaux.",
           "Net Promoter Score", "points", 34, 60, 47, 24, Horizon.LONG, "MAG"),
    "O3": ("", "Une offre responsable", "Réaliser 35 % des ventes avec des produits bio ou responsables.",
           "Part des ventes responsables", "%", 12, 35, 21, 24, Horizon.LONG, "OFF"),
    "O11": ("O1", "Améliorer le taux de conversion", "Porter le taux de conversion de 1,9 % à 2,6 %.",
            "Taux de conversion", "%", "1.9", "2.6", "2.3", 9, Horizon.SHORT, "ECO"),
    "O12": ("O1", "Gagner de nouveaux clients", "Recruter 400 000 nouveaux clients par an à coût constant.",
            "Nouveaux clients", "clients", 240000, 400000, 318000, 12, Horizon.MEDIUM, "MKT"),
    "O13": ("O1", "Augmenter la valeur vie client", "Porter la valeur vie client de 210 € à 260 €.",
            "Valeur vie client", "€", 210, 260, 236, 15, Horizon.MEDIUM, "MKT"),
    "O21": ("O2", "Livrer en moins de 24 heures", "Livrer 80 % des commandes en moins de 24 heures.",
            "Part des commandes livrées sous 24 h", "%", 41, 80, 58, 10, Horizon.SHORT, "LOG"),
    "O22": ("O2", "Relier le site et les magasins", "Proposer le retrait en deux heures dans les 42 magasins.",
            "Magasins équipés", "magasins", 0, 42, 23, 8, Horizon.SHORT, "MAG"),
    "O31": ("O3", "Lancer trois gammes bio", "Mettre en vente trois gammes bio complètes.",
            "Gammes lancées", "gammes", 0, 3, 1, 12, Horizon.MEDIUM, "OFF"),
    "O41": ("O1", "Un socle fiable et conforme", "Garantir 99,9 % de disponibilité et aucune non-conformité majeure.",
            "Disponibilité du site", "%", "99.2", "99.9", "99.7", 12, Horizon.MEDIUM, "DSI"),
    "O42": ("O41", "Sortir des centres de données", "Faire tourner 90 % des applications dans le cloud.",
            "Applications dans le cloud", "%", 20, 90, 52, 14, Horizon.MEDIUM, "DSI"),
    "O43": ("O41", "Automatiser la gestion", "Automatiser 60 % des tâches répétitives du siège.",
            "Tâches automatisées", "%", 15, 60, 37, 11, Horizon.SHORT, "DAF"),
    "O23": ("O2", "Répondre en moins d’une heure", "Répondre aux clients en moins d’une heure en moyenne.",
            "Délai de première réponse", "minutes", 190, 60, 60, -3, Horizon.SHORT, "ECO"),
}  # fmt: skip
# (key, name, level, portfolio, weeks between sessions, cadence)
COMMITTEES = [
    ("CODIR", "Comité de direction", CommitteeLevel.EXECUTIVE, "", 8, "Toutes les huit semaines, le mardi"),
    ("ARB", "Comité d’arbitrage", CommitteeLevel.ARBITRATION, "", 12, "Chaque trimestre, le mardi"),
    *(
        (code, f"COPIL {PORTFOLIOS[code][0]}", CommitteeLevel.STEERING, code, 4, "Toutes les quatre semaines, le mardi")
        for code in PORTFOLIOS
    ),
]
TUESDAY = 1


def write_strategy(world: World) -> None:
    """Portfolios and programmes first, because committees belong to them."""
    write_portfolios(world)
    write_objectives(world)
    write_committees(world)


def write_portfolios(world: World) -> None:
    managers = [row for row in world.people if row.job_title == "Responsable de portefeuille"]
    for code, (name, description, department) in PORTFOLIOS.items():
        manager = managers[0] if code == "ECO" else world.leaders[department]
        world.portfolios[code] = Portfolio.objects.create(
            code=code, name=name, description=description, manager=manager
        )
    for place, (code, (portfolio, name, description, customer)) in enumerate(PROGRAMMES.items()):
        leader = world.leaders[PORTFOLIOS[portfolio][2]]
        world.programmes[code] = Programme.objects.create(
            code=code, name=name, description=description, portfolio=world.portfolios[portfolio], sponsor=leader,
            manager=world.by_role["Chef de projet"][place % len(world.by_role["Chef de projet"])],
            customer=world.departments[customer],
            customer_company=world.customers[0] if code == "BIO" else None,
        )  # fmt: skip


def write_objectives(world: World) -> None:
    """The cascade from the top; one is reached already."""
    found: dict[str, Objective] = {}
    for code, (above, name, statement, measure, unit, *figures, horizon, department) in OBJECTIVES.items():
        baseline, target, actual = (Decimal(str(value)) for value in figures[:3])
        found[code] = Objective.objects.create(
            code=code, name=name, statement=statement, measure=measure, unit=unit, baseline=baseline, target=target,
            actual=actual, deadline=workday(month_after(world.today, figures[3]) - timedelta(days=1)),
            horizon=horizon, parent=found.get(above), owner=world.leaders[department],
            department=world.departments[department],
            status=ObjectiveStatus.REACHED if actual == target else ObjectiveStatus.ACTIVE,
        )  # fmt: skip
    world.objectives = list(found.values())


def write_committees(world: World) -> None:
    """Sessions on Tuesdays over two years and the next ones; what they look at is of the Friday before."""
    rows = []
    for key, name, level, portfolio, weeks, cadence in COMMITTEES:
        chair = world.leaders["PMO"] if not portfolio else world.leaders[PORTFOLIOS[portfolio][2]]
        committee = Committee.objects.create(
            name=name, level=level, portfolio=world.portfolios.get(portfolio), chair=chair, cadence=cadence
        )
        committee.members.set(
            {*world.leaders.values(), *world.by_role["PMO"]} if not portfolio else members(world, chair)
        )
        world.committees[key] = committee
        rows += sessions_of(world, committee, weeks, offset=len(rows) % 4)
    for session in write(Session, rows):
        world.sessions[key_of(world, session.committee_id)].append(session)


def members(world: World, chair) -> set:
    """A portfolio's steering committee: its chair, two managers of projects, the PMO and control."""
    return {
        chair,
        *world.by_role["Chef de projet"][:2],
        *world.by_role["PMO"][:2],
        *world.by_role["Contrôle de gestion"],
    }


def sessions_of(world: World, committee: Committee, weeks: int, offset: int) -> list[Session]:
    """From two years ago to the session after today, the earliest first."""
    this = world.today - timedelta(days=(world.today.weekday() - TUESDAY) % 7)
    last = this + timedelta(weeks=weeks - 1 - offset % weeks)
    days = [last - timedelta(weeks=weeks * number) for number in range(104 // weeks + 1)]
    return [
        Session(
            committee=committee, date=day, as_of=friday_before(day), agenda=AGENDA,
            minutes=MINUTES if day < world.today else "",
        )
        for day in sorted(days)
    ]  # fmt: skip


def key_of(world: World, committee_id: int) -> str:
    return next(key for key, committee in world.committees.items() if committee.pk == committee_id)


AGENDA = "1. Météo des projets\n2. Décisions demandées\n3. Risques majeurs et escalades\n4. Budget et atterrissage"
MINUTES = "Météo passée en revue. Décisions et actions consignées dans le relevé (RIDA). Prochaine séance confirmée."
