"""Factories of plans: tasks, links, baselines, boards. The smallest valid row each, as in `tests.factories`."""

import factory
from factory.django import DjangoModelFactory

from portfolio.models import TradingPeriod
from projects.models import (
    Baseline,
    BoardColumn,
    ChecklistItem,
    Sprint,
    Task,
    TaskAssignment,
    TaskLink,
)
from tests.factories import TODAY, PersonFactory, ProjectFactory, days


class TaskFactory(DjangoModelFactory):
    """A task of one day of seven hours."""

    class Meta:
        model = Task

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Task {number}")
    position = factory.Sequence(lambda number: number)


class TaskLinkFactory(DjangoModelFactory):
    """Finish to start, between two tasks of one project."""

    class Meta:
        model = TaskLink

    project = factory.SubFactory(ProjectFactory)
    predecessor = factory.SubFactory(TaskFactory, project=factory.SelfAttribute("..project"))
    successor = factory.SubFactory(TaskFactory, project=factory.SelfAttribute("..project"))


class TaskAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = TaskAssignment

    project = factory.SubFactory(ProjectFactory)
    task = factory.SubFactory(TaskFactory, project=factory.SelfAttribute("..project"))
    person = factory.SubFactory(PersonFactory)


class ChecklistItemFactory(DjangoModelFactory):
    class Meta:
        model = ChecklistItem

    project = factory.SubFactory(ProjectFactory)
    task = factory.SubFactory(TaskFactory, project=factory.SelfAttribute("..project"))
    label = factory.Sequence(lambda number: f"Step {number}")


class BaselineFactory(DjangoModelFactory):
    """Proposed, without tasks: `projects.services` takes real ones."""

    class Meta:
        model = Baseline

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Baseline {number}")
    taken_on = TODAY
    reason = "For the test"


class BoardColumnFactory(DjangoModelFactory):
    class Meta:
        model = BoardColumn

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Column {number}")
    position = factory.Sequence(lambda number: number)


class SprintFactory(DjangoModelFactory):
    class Meta:
        model = Sprint

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Sprint {number}")
    first_day = TODAY
    last_day = days(13)


class TradingPeriodFactory(DjangoModelFactory):
    class Meta:
        model = TradingPeriod

    name = factory.Sequence(lambda number: f"Sales {number}")
    first_day = TODAY
    last_day = days(20)
