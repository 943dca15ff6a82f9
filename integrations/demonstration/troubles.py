"""Writes risks with their responses, and issues with their escalations."""

from datetime import date, timedelta
from decimal import Decimal

from integrations.demonstration.days import part_of, workday
from integrations.demonstration.phrases import ISSUES, OPPORTUNITIES, RISKS
from integrations.demonstration.story import AMBER, RED, Story
from integrations.demonstration.world import World, write
from projects.choices import ProjectStatus as Status
from risks.choices import EscalationLevel, IssueState, ResponseState, RiskKind, RiskState, Severity, Strategy
from risks.models import Assumption, Issue, Response, Risk

NUMBERS = {"S": (1, 3), "M": (3, 5), "L": (4, 7), "XL": (6, 9)}
# Scores below, between and beyond the thresholds of the organisation (10 and 16).
CALM, TENSE, HOT = ((1, 2), (2, 2), (2, 3), (3, 2), (3, 3), (2, 4)), ((3, 4), (4, 3), (2, 5)), ((4, 4), (4, 5), (5, 4))
ASSUMPTIONS = ("Les magasins disposent du débit nécessaire", "Le prestataire garde la même équipe",
               "Le catalogue est stable pendant la migration")  # fmt: skip


def write_troubles(world: World) -> None:
    for story in world.stories:
        draw_risks(world, story)
        draw_issues(world, story)
    risks = [(story, risk) for story in world.stories for risk in story.risks]
    write(Risk, [risk for _story, risk in risks])
    write(Response, [response_of(world, story, risk) for story, risk in risks if risk.strategy != Strategy.ACCEPT])
    write(Issue, [issue for story in world.stories for issue in story.issues])
    write(Assumption, [
        Assumption(project=story.row, name=ASSUMPTIONS[place % 3], owner=story.people["manager"],
                   verify_by=part_of(story.planned_start, story.planned_finish, 0.4))
        for place, story in enumerate(world.stories) if story.idea.size in ("L", "XL")
    ])  # fmt: skip


def last_day(world: World, story: Story) -> date:
    """The day until which things happened to a project."""
    return story.statuses[-1][0] if story.ended() else workday(world.today - timedelta(days=1))


def draw_risks(world: World, story: Story) -> None:
    """Those that nearly every project has; the first one decides the colour."""
    number = world.random.randint(*NUMBERS[story.idea.size])
    first, last = story.known_on, last_day(world, story)
    chosen = world.random.sample(RISKS, number)
    for place, phrase in enumerate(chosen):
        raised = part_of(first, last, world.random.uniform(0.02, 0.85))
        deciding = place == 0 and story.trouble == "risk"
        story.risks.append(risk_of(world, story, phrase, raised, deciding=deciding))
    if world.random.random() < 0.12:
        raised = part_of(first, last, 0.3)
        story.risks.append(risk_of(world, story, world.random.choice(OPPORTUNITIES), raised, kind=RiskKind.OPPORTUNITY))


def risk_of(world: World, story: Story, phrase, raised: date, *, deciding=False, kind=RiskKind.THREAT) -> Risk:
    """Cause, event and effect; after its responses the score is what the project's mood says."""
    category, name, cause, event, effect, _response = phrase
    random, last = world.random, last_day(world, story)
    levels = CALM if not deciding else TENSE if story.mood == AMBER else HOT
    probability, impact = random.choice(levels)
    risk = Risk(
        project=story.row, name=name, kind=kind, category=category, cause=cause, event=event, effect=effect,
        probability=min(5, probability + random.choice((0, 1, 1))), impact=min(5, impact + random.choice((0, 0, 1))),
        residual_probability=probability, residual_impact=impact, raised_on=raised, owner=story.people["manager"],
        cost_impact=(story.size * Decimal(random.choice(("0.02", "0.03", "0.04"))) / 100).quantize(Decimal(1)) * 100,
        strategy=Strategy.REDUCE if kind == RiskKind.THREAT else Strategy.ENHANCE,
    )  # fmt: skip
    if kind == RiskKind.THREAT and random.random() < 0.2:
        risk.strategy = random.choice((Strategy.TRANSFER, Strategy.AVOID, Strategy.ACCEPT))
    over = story.ended() or (not deciding and random.random() < 0.35)
    if over and raised < last:
        risk.state = RiskState.OCCURRED if random.random() < 0.15 and not story.ended() else RiskState.CLOSED
        risk.closed_on = last if story.ended() else part_of(raised, last, random.uniform(0.4, 0.95))
    elif over:
        risk.state, risk.closed_on = RiskState.CLOSED, last
    else:
        risk.review_on = workday(world.today + timedelta(days=random.randint(-6, 45)))
        risk.proximity = workday(world.today + timedelta(days=random.randint(5, 120)))
    return risk


def response_of(world: World, story: Story, risk: Risk) -> Response:
    """What is done; done when the risk is over."""
    phrases = {phrase[1]: phrase[5] for phrase in (*RISKS, *OPPORTUNITIES)}
    done = risk.closed_on is not None
    state = ResponseState.DONE if done else world.random.choice((ResponseState.IN_PROGRESS, ResponseState.PLANNED))
    due = risk.closed_on or workday(world.today + timedelta(days=world.random.randint(-10, 60)))
    return Response(
        risk=risk, project=story.row, name=phrases[risk.name], strategy=risk.strategy, state=state, due_on=due,
        owner=world.pick("Chef de projet"), cost=Decimal(world.random.randint(1, 12)) * 500,
    )  # fmt: skip


def draw_issues(world: World, story: Story) -> None:
    """One or two a project that runs or ran; those in trouble have one that is escalated."""
    if story.started_on is None:
        return
    number = world.random.randint(0, 2) if story.mood == "green" else world.random.randint(1, 3)
    for place, phrase in enumerate(world.random.sample(ISSUES, number)):
        story.issues.append(issue_of(world, story, phrase, escalated=place == 0 and story.goes(AMBER, RED)))


def issue_of(world: World, story: Story, phrase, *, escalated: bool) -> Issue:
    name, description, reason = phrase
    random, last = world.random, last_day(world, story)
    runs = story.fate == Status.ACTIVE
    share = random.uniform(0.86, 0.98) if escalated and runs else random.uniform(0.1, 0.9)
    raised = part_of(story.started_on, last, share)
    issue = Issue(
        project=story.row, name=name, description=description, owner=story.people["manager"], raised_on=raised,
        severity=random.choice((Severity.HIGH, Severity.MEDIUM, Severity.MEDIUM, Severity.LOW)),
        due_on=workday(raised + timedelta(days=random.randint(10, 40))),
    )  # fmt: skip
    if escalated:
        escalate(world, story, issue, reason)
    if not runs or (not escalated and random.random() < 0.7):
        issue.state = IssueState.CLOSED
        issue.closed_on = min(last, workday(raised + timedelta(days=random.randint(7, 30))))
        if issue.answered_on and issue.answered_on > issue.closed_on:
            issue.answered_on = issue.closed_on
    return issue


def escalate(world: World, story: Story, issue: Issue, reason: str) -> None:
    """To the sponsor or a committee; half still wait for the answer, some longer than they should."""
    random = world.random
    issue.escalation_reason, issue.severity = reason, Severity.HIGH
    if story.trouble == "risk":
        issue.severity = Severity.CRITICAL
    issue.answer_due_on = workday(issue.raised_on + timedelta(days=random.randint(7, 20)))
    if random.random() < 0.65:
        issue.level, issue.escalated_to = EscalationLevel.PORTFOLIO, story.people["sponsor"]
    else:
        issue.level, issue.committee = EscalationLevel.EXECUTIVE, world.committees["CODIR"]
        issue.escalated_to = world.leaders["PMO"]
    waits = story.fate == Status.ACTIVE and random.random() < 0.6
    issue.state = IssueState.ESCALATED if waits else IssueState.ANSWERED
    if not waits:
        issue.answer = "Accord pour traiter en priorité, point dans deux semaines."
        issue.answered_on = min(workday(issue.raised_on + timedelta(days=5)), world.today)
