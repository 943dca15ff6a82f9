"""Loads the demonstration once: the company in one transaction, then the archives, then the roll-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import connection, transaction
from django.utils import translation

from accounts.models import User
from integrations.demonstration.archives import import_archives
from integrations.demonstration.boards import write_boards
from integrations.demonstration.buying import write_business_cases
from integrations.demonstration.changes import date_events
from integrations.demonstration.checklists import write_checklists
from integrations.demonstration.history import write_history
from integrations.demonstration.ideas import PORTFOLIOS, ideas
from integrations.demonstration.kept_views import write_kept_views
from integrations.demonstration.kpis import write_kpis
from integrations.demonstration.money import write_money
from integrations.demonstration.organisation import write_organisation
from integrations.demonstration.personas import create_administrator, write_personas
from integrations.demonstration.plans import write_plans
from integrations.demonstration.progress import write_progress
from integrations.demonstration.projects import write_projects
from integrations.demonstration.staffing import write_staffing
from integrations.demonstration.steering import write_steering
from integrations.demonstration.storytelling import tell as tell_stories
from integrations.demonstration.strategy import write_strategy
from integrations.demonstration.trading import write_trading_calendar
from integrations.demonstration.troubles import write_troubles
from integrations.demonstration.world import World
from pmo.history import written_by
from portfolio.models import Portfolio
from reporting.nightly import roll_up_everything

Tell = Callable[[str], object]
PARTS = (
    ("organisation", write_organisation), ("strategy", write_strategy), ("trading calendar", write_trading_calendar),
    ("projects", write_projects), ("money and orders", write_money), ("business cases", write_business_cases),
    ("risks and issues", write_troubles),
    ("people", write_staffing), ("decisions and actions", write_steering), ("plans and baselines", write_plans),
    ("progress of the plans", write_progress), ("check-lists", write_checklists), ("boards", write_boards),
    ("KPIs", write_kpis),
)  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """How many projects the company has; none when it was there already."""

    projects: int = 0
    editions: int = 0


def is_loaded() -> bool:
    return Portfolio.objects.filter(code__in=PORTFOLIOS).exists()


def load_demonstration(
    *, today: date, projects: int = 120, seed: int = 1, archives: bool = True, tell: Tell = lambda text: None
) -> Loaded:
    """Write the company, its past and the archives, and measure everything; nothing when it is there already."""
    if is_loaded():
        return Loaded()
    with translation.override("fr"):
        administrator = load_company(today, projects, seed, tell)
        editions = import_archives(administrator, tell) if archives else 0
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    roll_up_everything(today=today, kind="command")
    tell("roll-up")
    return Loaded(projects, editions)


@transaction.atomic
def load_company(today: date, projects: int, seed: int, tell: Tell) -> User:
    """All rows of the company, in the name of its administrator."""
    world = World(today, Random(seed))
    with written_by(None, "command"):
        administrator = create_administrator()
    with written_by(administrator, "command"):
        world.stories = tell_stories(ideas(projects), today, world.random)
        for name, write_part in PARTS:
            write_part(world)
            tell(name)
        write_personas(world, administrator)
        write_kept_views()
        write_history(world)
        tell("two years of snapshots")
        date_events(world)
        tell("dates of the changes")
    return administrator
