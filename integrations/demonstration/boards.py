"""Writes boards: columns, sprints and cards of the projects that work that way, with every move of the last months."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from integrations.demonstration.days import workday
from integrations.demonstration.story import Story
from integrations.demonstration.world import World, write
from projects.choices import ColumnKind, Method, ProgressBy, SprintState
from projects.choices import ProjectStatus as Status
from projects.models import BoardColumn, Sprint, Task, TaskMove

BOARDS, WEEKS = 14, 20
POINTS = (1, 2, 2, 3, 3, 5, 5, 8)
COLUMNS = (
    ("À faire", ColumnKind.NOT_STARTED, None), ("En cours", ColumnKind.DOING, 5), ("Revue", ColumnKind.DOING, 3),
    ("Terminé", ColumnKind.DONE, None),
)  # fmt: skip
VERBS = (
    "Afficher", "Filtrer", "Corriger", "Mesurer", "Simplifier", "Traduire", "Accélérer", "Sécuriser", "Tester",
    "Notifier",
)  # fmt: skip
THINGS = (
    "le panier", "la fiche produit", "le suivi de commande", "les avis clients", "le moteur de recherche",
    "le paiement",
    "la page d’accueil", "le compte client", "les retours", "les favoris", "les promotions", "la livraison en magasin",
)  # fmt: skip


class BoardOf:
    """The board of one project while it is written; `moves` are (card, number of the column, day)."""

    def __init__(self, world: World, story: Story):
        self.world, self.story, self.random = world, story, world.random
        self.columns = [
            BoardColumn(project=story.row, name=name, kind=kind, position=place, wip_limit=limit)
            for place, (name, kind, limit) in enumerate(COLUMNS, start=1)
        ]
        self.sprints: list[Sprint] = []
        self.cards: list[Task] = []
        self.moves: list[tuple[Task, int, date]] = []
        people = [one.person for one in story.allocations if one.person is not None]
        self.team = list(dict.fromkeys(people)) or [story.people["manager"]]
        begin = max(story.started_on, world.today - timedelta(weeks=WEEKS))
        self.first = begin + timedelta(days=-begin.weekday() % 7)

    def draw(self) -> None:
        """Two weeks after two weeks up to today's, one to come, and a backlog behind them."""
        start = self.first
        while start <= self.world.today:
            self.fortnight(start)
            start += timedelta(days=14)
        if self.story.row.method == Method.SCRUM:
            self.sprint(start, SprintState.PLANNED)
        for _number in range(self.random.randint(7, 12)):
            self.card(None, None)

    def sprint(self, start: date, state: str) -> Sprint:
        number = len(self.sprints) + 1
        sprint = Sprint(
            project=self.story.row, name=f"Sprint {number}", goal=f"{self.title()}.", first_day=start,
            last_day=start + timedelta(days=11), state=state, capacity_points=Decimal(30),
        )  # fmt: skip
        self.sprints.append(sprint)
        return sprint

    def fortnight(self, start: date) -> None:
        """Cards that were done in two weeks; in the current two some are still on their way."""
        is_current = start + timedelta(days=13) >= self.world.today
        sprint = None
        if self.story.row.method == Method.SCRUM:
            sprint = self.sprint(start, SprintState.ACTIVE if is_current else SprintState.CLOSED)
        for _number in range(self.random.randint(5, 8)):
            asked = start - timedelta(days=self.random.randint(1, 24))
            begun = start + timedelta(days=self.random.randint(0, 6))
            steps = [asked, begun, begun + timedelta(days=self.random.randint(1, 3)),
                     begun + timedelta(days=self.random.randint(2, 6))]  # fmt: skip
            # What is under way stops short of the end, wherever in its two weeks today is.
            self.flow(sprint, steps[: self.random.choice((1, 1, 2, 2, 3, 4))] if is_current else steps)
        if sprint is not None:
            points = sum(card.story_points for card in self.cards if card.sprint is sprint)
            sprint.committed_points = points + self.random.choice((0, 0, 2, 3, 5))

    def flow(self, sprint: Sprint | None, days: list[date]) -> None:
        """A card through the columns as far as it has come by today."""
        days = sorted(workday(day) for day in days)
        reached = [day for day in days if day <= self.world.today]
        card = self.card(sprint, len(reached) - 1 if reached else 0)
        for number, day in enumerate(reached or [self.world.today]):
            self.moves.append((card, number, day))
        if len(reached) > 1:
            card.actual_start = datetime.combine(reached[1], time(9))
        if len(reached) == len(COLUMNS):
            card.actual_finish, card.percent_complete = datetime.combine(reached[-1], time(17)), Decimal(100)

    def card(self, sprint: Sprint | None, column: int | None) -> Task:
        number = len(self.cards)
        card = Task(
            project=self.story.row, name=self.title(), position=1000 + number, rank=(number + 1) * 1000,
            is_scheduled=False, progress_by=ProgressBy.BOARD, sprint=sprint,
            column=None if column is None else self.columns[column],
            story_points=Decimal(self.random.choice(POINTS)), responsible=self.random.choice(self.team),
        )  # fmt: skip
        self.cards.append(card)
        return card

    def title(self) -> str:
        return f"{self.random.choice(VERBS)} {self.random.choice(THINGS)}"


def write_boards(world: World) -> None:
    """The boards of the first agile projects under way, and what moved on them."""
    agile = (Method.SCRUM, Method.KANBAN, Method.DEVOPS)
    stories = [one for one in world.stories if one.fate == Status.ACTIVE and one.row.method in agile]
    boards = [BoardOf(world, story) for story in stories[:BOARDS]]
    for board in boards:
        board.draw()
        write(BoardColumn, board.columns)
        write(Sprint, board.sprints)
        for card in board.cards:
            card.column, card.sprint = card.column, card.sprint  # their keys are known now
        board.story.planned += write(Task, board.cards)
    # The database has noted that the cards entered their columns just now; what follows is how they came there.
    TaskMove.objects.filter(project__in=[board.story.row.pk for board in boards]).delete()
    write(TaskMove, [move_of(board, *move) for board in boards for move in board.moves])


def move_of(board: BoardOf, card: Task, number: int, day: date) -> TaskMove:
    column = board.columns[number]
    moment = timezone.make_aware(datetime.combine(day, time(9 + 2 * number, card.pk % 60)))
    return TaskMove(
        project=board.story.row, task=card, column=column, kind=column.kind, story_points=card.story_points,
        moved_at=min(moment, timezone.now()),
    )  # fmt: skip
