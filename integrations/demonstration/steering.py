"""Writes decisions, taken in the sessions of committees or still asked, and the actions that follow."""

from datetime import date, timedelta

from integrations.demonstration.days import part_of, workday
from integrations.demonstration.phrases import ACTIONS, DECISIONS, REVISION
from integrations.demonstration.story import GREEN, Story
from integrations.demonstration.troubles import last_day
from integrations.demonstration.world import World, write
from projects.choices import ActionState, DecisionState, Priority
from projects.choices import ProjectStatus as Status
from projects.models import Action, Decision


def write_steering(world: World) -> None:
    for story in world.stories:
        draw_decisions(world, story)
    write(Decision, [decision for story in world.stories for decision in story.decisions])
    for story in world.stories:
        draw_actions(world, story)
    write(Action, [action for story in world.stories for action in story.actions])


def draw_decisions(world: World, story: Story) -> None:
    """Some of what the portfolio's committee has decided on the way; running projects ask for more."""
    if story.started_on is not None:
        held = sessions_held(world, story)
        number = min(len(held), world.random.randint(1, 3))
        chosen = sorted(world.random.sample(held, number), key=lambda session: session.date)
        for phrase, session in zip(DECISIONS[world.random.randint(0, 4) :], chosen, strict=False):
            story.decisions.append(taken(story, phrase, session))
        if "revised_in" in story.people:
            story.decisions.append(taken(story, REVISION, story.people["revised_in"]))
    if story.fate == Status.ACTIVE and (story.mood != GREEN or world.random.random() < 0.4):
        story.decisions.append(asked(world, story))


def sessions_held(world: World, story: Story) -> list:
    """Sessions of the portfolio's committee in which the project could be on the agenda."""
    last = last_day(world, story)
    return [
        session for session in world.sessions[story.idea.portfolio]
        if story.started_on <= session.date <= last and session.date < world.today
    ]  # fmt: skip


def taken(story: Story, phrase, session) -> Decision:
    name, question, outcome, reason = phrase
    return Decision(
        project=story.row, session=session, name=name, state=DecisionState.TAKEN, question=question,
        asked_by=story.people["manager"], asked_on=workday(session.date - timedelta(days=10)), due_on=session.date,
        decider=story.people["sponsor"], outcome=outcome, reason=reason, decided_on=session.date,
    )  # fmt: skip


def asked(world: World, story: Story) -> Decision:
    """A question for the next session, which the sponsor may answer before."""
    name, question, _outcome, _reason = DECISIONS[2 + world.random.randint(0, 4)]
    coming = [session for session in world.sessions[story.idea.portfolio] if session.date >= world.today]
    on = max(story.started_on, workday(world.today - timedelta(days=world.random.randint(2, 16))))
    due = coming[0].date if coming else workday(world.today + timedelta(days=7))
    if world.random.random() < 0.2:
        due = workday(world.today - timedelta(days=1))
    return Decision(
        project=story.row, session=coming[0] if coming else None, name=name, state=DecisionState.ASKED,
        question=question, asked_by=story.people["manager"], asked_on=min(on, world.today), due_on=max(due, on),
        decider=story.people["sponsor"],
    )  # fmt: skip


def draw_actions(world: World, story: Story) -> None:
    """Actions of the project's life; only running projects have open ones, and some of these are overdue."""
    if story.started_on is None:
        return
    last = last_day(world, story)
    for name in world.random.sample(ACTIONS, world.random.randint(2, 6)):
        raised = part_of(story.started_on, last, world.random.uniform(0.05, 0.95))
        story.actions.append(action_of(world, story, name, raised, last))


def action_of(world: World, story: Story, name: str, raised: date, last: date) -> Action:
    random, session = world.random, None
    held = [session for session in sessions_held(world, story) if session.date >= raised]
    session = held[0] if held and random.random() < 0.5 else None
    asked_on = session.date if session else raised
    action = Action(
        project=story.row, name=name, session=session, owner=owner_of(world, story),
        priority=random.choice(list(Priority)),
        due_on=workday(asked_on + timedelta(days=random.randint(10, 35))),
        description=f"Demandée le {asked_on:%d/%m/%Y}.",
    )  # fmt: skip
    action.raised_on = asked_on
    recent = (world.today - asked_on).days < 30
    if story.ended() or not (recent or random.random() < 0.12):
        action.state = ActionState.DONE
        action.done_on = min(last, workday(action.due_on + timedelta(days=random.randint(-6, 5))))
        action.done_on = max(action.done_on, min(asked_on, last))
        if story.fate == Status.CANCELLED and random.random() < 0.5:
            action.state, action.done_on = ActionState.CANCELLED, None
    else:
        action.state = random.choice((ActionState.OPEN, ActionState.IN_PROGRESS))
    return action


def owner_of(world: World, story: Story):
    """Somebody of the team, or the manager."""
    team = [allocation.person for allocation in story.allocations if allocation.person]
    return world.random.choice([*team, story.people["manager"]])
