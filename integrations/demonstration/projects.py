"""Writes projects, their milestones with the history of forecasts, links to objectives, and templates."""

from datetime import date, timedelta

from integrations.demonstration.days import workday
from integrations.demonstration.ideas import PORTFOLIOS, Idea
from integrations.demonstration.story import Story
from integrations.demonstration.storytelling import events_of
from integrations.demonstration.world import World, write
from projects.choices import Method, Priority
from projects.choices import ProjectStatus as Status
from projects.models import Milestone, MilestoneForecast, ObjectiveLink, Project

METHODS = {
    "site_redesign": Method.SCRUM, "application": Method.SCRUM, "web_site": Method.SCRUM, "payment": Method.HYBRID,
    "cloud_migration": Method.DEVOPS, "automation": Method.LEAN, "campaign": Method.KANBAN,
    "range_launch": Method.WATERFALL, "compliance": Method.WATERFALL, "back_office": Method.HYBRID,
}  # fmt: skip
GOALS = {
    "site_redesign": "rendre le parcours d’achat plus simple et plus rapide",
    "application": "offrir un service unique sur tous les écrans",
    "web_site": "ouvrir de nouveaux usages aux clients",
    "payment": "réduire les abandons au moment de payer",
    "omnichannel": "relier le site et les magasins",
    "campaign": "recruter de nouveaux clients à coût maîtrisé",
    "range_launch": "élargir l’offre et la marge",
    "cloud_migration": "gagner en disponibilité et réduire les coûts d’exploitation",
    "automation": "libérer du temps en automatisant les tâches répétitives",
    "compliance": "protéger les données et respecter la réglementation",
    "back_office": "fiabiliser les traitements internes",
    "other": "accompagner la transformation de l’enseigne",
}
# What a type of project serves first, by the code of the objective.
SERVES = {
    "site_redesign": "O11", "application": "O11", "web_site": "O12", "payment": "O11", "omnichannel": "O22",
    "campaign": "O12", "range_launch": "O31", "cloud_migration": "O42", "automation": "O43", "compliance": "O41",
    "back_office": "O43", "other": "O13",
}  # fmt: skip
TEMPLATES = (
    Idea("Modèle · Refonte de site", "site_redesign", "L", "df", "ECO", ""),
    Idea("Modèle · Campagne d’acquisition", "campaign", "S", "f", "MKT", ""),
    Idea("Modèle · Migration cloud", "cloud_migration", "M", "", "SOC", ""),
)
# Whose departments pay for the projects of a portfolio, its leader first.
SPONSORS = {
    "ECO": ("ECO", "PMO", "MKT"), "MKT": ("MKT", "PMO", "DAF"), "OMN": ("MAG", "LOG", "PMO"),
    "SUP": ("OFF", "LOG", "DAF"), "SOC": ("DSI", "DAF", "PMO"),
}  # fmt: skip
PRIORITIES = (Priority.HIGH, Priority.MEDIUM, Priority.MEDIUM, Priority.LOW)


def write_projects(world: World) -> None:
    """All projects, in the order of their stories."""
    for place, story in enumerate(world.stories):
        story.people = people_of(world, story, place)
    rows = [project_of(world, story) for story in world.stories]
    for story, row in zip(world.stories, write(Project, rows), strict=True):
        story.row = row
    write_milestones(world)
    write_links(world)
    write_templates(world)


def people_of(world: World, story: Story, place: int) -> dict[str, object]:
    """Managers in turn; the sponsors of a portfolio in turn, the first of them its leader."""
    managers, sponsors = world.by_role["Chef de projet"], SPONSORS[story.idea.portfolio]
    sponsor = world.leaders[sponsors[int(story.code[-3:]) % len(sponsors)]]
    department = PORTFOLIOS[story.idea.portfolio][2]
    return {"manager": managers[place % len(managers)], "sponsor": sponsor, "department": department}


def project_of(world: World, story: Story) -> Project:
    """A project as it stands today."""
    idea, today, flags = story.idea, world.today, story.idea.flags
    started = story.started_on is not None
    customer = world.customers[1] if idea.name.startswith("Site B2B") else None
    return Project(
        code=story.code, name=idea.name, type=idea.type, method=METHODS.get(idea.type, Method.HYBRID),
        description=f"{idea.name} : {GOALS[idea.type]}.", status=story.fate, stage=story.stage_on(today),
        priority=Priority.CRITICAL if "k" in flags else world.random.choice(PRIORITIES),
        portfolio=world.portfolios[idea.portfolio], programme=world.programmes.get(idea.programme),
        manager=story.people["manager"], sponsor=story.people["sponsor"],
        department=world.departments[story.people["department"]],
        customer=story.people["sponsor"].department, customer_company=customer,
        planned_start=story.planned_start, planned_finish=story.planned_finish,
        forecast_start=story.started_on or story.planned_start, forecast_finish=story.events[-1].expected(today),
        actual_start=story.started_on, actual_finish=ended_on(story) if started else None,
        progress=story.progress_on(today), currency=idea.currency, confidential="c" in flags,
        shares_money=idea.size == "S", is_critical="k" in flags, has_personal_data="d" in flags,
        has_payment="p" in flags, is_public_facing="f" in flags,
        report_every_days=0 if story.fate == Status.PROPOSED else 14 if idea.size == "S" else 7,
    )  # fmt: skip


def ended_on(story: Story) -> date | None:
    """The day a project was closed or cancelled."""
    return story.statuses[-1][0] if story.ended() else None


def write_milestones(world: World) -> None:
    """Milestones as they stand, and every forecast that was ever given for them."""
    rows, told = [], []
    for story in world.stories:
        for event in story.events:
            rows.append(milestone_of(story.row, event, story.people["manager"], world.today))
            told.append((story, event))
    forecasts = []
    for row, (story, event) in zip(write(Milestone, rows), told, strict=True):
        days = dict(known for known in event.forecasts if known[0] <= world.today)
        story.people.setdefault("milestones", []).append(row)
        forecasts += [
            MilestoneForecast(milestone=row, project=story.row, as_of=on, forecast_date=day) for on, day in days.items()
        ]
    write(MilestoneForecast, forecasts)


def milestone_of(project, event, owner, today: date) -> Milestone:
    causes = "" if event.expected(today) == event.reference else "Décalage expliqué dans le rapport d’avancement."
    return Milestone(
        project=project, name=event.name, reference_date=event.reference, forecast_date=event.expected(today),
        actual_date=event.actual, is_go_live=event.is_go_live, is_key=event.is_go_live or event.share == 1,
        owner=owner, note=causes,
    )  # fmt: skip


def write_links(world: World) -> None:
    """Most of a project's effort for one objective, the rest for another."""
    by_code = {row.code: row for row in world.objectives}
    links = []
    for story in world.stories:
        first = by_code[SERVES[story.idea.type]]
        weight = world.random.choice((100, 100, 80, 70, 60))
        links.append(ObjectiveLink(project=story.row, objective=first, weight=weight))
        others = [row for row in world.objectives if row.parent_id and row != first]
        if weight < 100:
            links.append(ObjectiveLink(project=story.row, objective=world.random.choice(others), weight=100 - weight))
    write(ObjectiveLink, links)


def write_templates(world: World) -> None:
    """Projects kept to create others from, with milestones over half a year from today."""
    for number, idea in enumerate(TEMPLATES, 1):
        start = workday(world.today + timedelta(days=30))
        finish = workday(start + timedelta(days=180))
        story = Story(
            idea=idea, code=f"MOD-{number:03d}", mood="", trouble="", size=None, known_on=world.today,
            planned_start=start, planned_finish=finish, started_on=None, statuses=[], events=[],
        )  # fmt: skip
        row = Project.objects.create(
            code=story.code, name=idea.name, type=idea.type, method=METHODS[idea.type], is_template=True,
            description=f"À copier pour {GOALS[idea.type]}.", portfolio=world.portfolios[idea.portfolio],
            planned_start=start, planned_finish=finish, report_every_days=7, has_personal_data="d" in idea.flags,
        )  # fmt: skip
        write(Milestone, [milestone_of(row, event, None, world.today) for event in events_of(story, world.random)])
