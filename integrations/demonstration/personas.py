"""One log-in for each role, with one password that follows from the installation's secret key."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.choices import TokenScope
from accounts.models import AccessToken, Membership, Person, User
from accounts.models.user import hashed
from accounts.services.roles import give_role
from accounts.services.tokens import PREFIX
from accounts.services.users import create_user, link_person
from integrations.demonstration.organisation import DOMAIN
from integrations.demonstration.world import World
from pmo.roles import RoleName
from projects.choices import ActionState, ProjectStatus

INTEGRATION = f"integration@{DOMAIN}"


@dataclass(frozen=True)
class Persona:
    """Who logs in with a role: the address, and the job of the person behind it."""

    role: str
    address: str
    job: str = ""

    @property
    def email(self) -> str:
        return f"{self.address}@{DOMAIN}"


PERSONAS = (
    Persona(RoleName.ADMINISTRATOR, "administrateur", "Responsable PMO"),
    Persona(RoleName.OFFICER, "pmo", "Chargé de PMO"),
    Persona(RoleName.ASSISTANT, "assistant", "Assistante de projet"),
    Persona(RoleName.PORTFOLIO_MANAGER, "portefeuille", "Responsable de portefeuille"),
    Persona(RoleName.PROJECT_MANAGER, "chef.de.projet", "Chef de projet e-commerce"),
    Persona(RoleName.CONTRIBUTOR, "contributeur", "Développeur front-end"),
    Persona(RoleName.RESOURCE_MANAGER, "ressources", "Directeur des systèmes d’information"),
    Persona(RoleName.FINANCE_CONTROLLER, "finances", "Contrôleur de gestion"),
    Persona(RoleName.DATA_PROTECTION_OFFICER, "dpo", "Juriste et déléguée à la protection des données"),
    Persona(RoleName.EXECUTIVE, "sponsor", "Directrice e-commerce"),
    Persona(RoleName.AUDITOR, "auditeur"),
    Persona(RoleName.GUEST, "invite", "Invité"),
)
NAMES = {RoleName.AUDITOR: "Auditeur externe"}


def password() -> str:
    """The password of every log-in: four groups of five letters and figures, another one in each installation."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"demonstration log-ins", hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode().lower()[:20]
    return "-".join(letters[start : start + 5] for start in range(0, 20, 5))


def token() -> str:
    """The secret of the integration's token."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"demonstration token", hashlib.sha256).digest()
    return PREFIX + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def create_administrator() -> User:
    """The first log-in, in whose name the rest is written."""
    persona = PERSONAS[0]
    user = create_user(None, email=persona.email, name="Responsable PMO", password=None, language="fr")
    give_role(None, user=user, role=persona.role)
    return user


def write_personas(world: World, administrator: User) -> None:
    """Users with their people and roles; all have the same password, so that it is hashed once."""
    world.people.append(guest_of(world))
    users = {persona.role: user_of(world, persona, administrator) for persona in PERSONAS}
    since = world.today - timedelta(days=400)
    for role, scope in scopes(world, users):
        give_role(None, user=users[role], role=role, scope=scope, starts_on=since)
    Membership.objects.filter(user=administrator).update(starts_on=since)
    User.objects.filter(pk__in=[user.pk for user in users.values()]).update(password=make_password(password()))
    invite_guest(world, users[RoleName.GUEST].person)
    write_integration(world, since)


def invite_guest(world: World, guest: Person) -> None:
    """Two open actions of running projects wait for the guest."""
    actions = [action for story in world.stories for action in story.actions if action.state == ActionState.OPEN]
    for action in actions[:2]:
        action.owner = guest
        action.save(update_fields=["owner"])


def guest_of(world: World) -> Person:
    """Somebody of a customer, invited to one project."""
    return Person.objects.create(
        name="Ombeline Sarvachère", email=f"ombeline.sarvachere@{DOMAIN}", job_title="Invité", kind="external",
        vendor=world.customers[0],
    )  # fmt: skip


def user_of(world: World, persona: Persona, administrator: User) -> User:
    person = next((row for row in world.people if persona.job and row.job_title == persona.job), None)
    if persona.role == RoleName.ADMINISTRATOR:
        administrator.name = person.name
        administrator.save(update_fields=["name"])
        link_person(person, administrator)
        return administrator
    name = person.name if person else NAMES[persona.role]
    return create_user(None, email=persona.email, name=name, password=None, language="fr", person=person)


def scopes(world: World, users: dict[str, User]):
    """(role, scope) of everybody but the administrator."""
    for role in (
        RoleName.OFFICER, RoleName.FINANCE_CONTROLLER, RoleName.DATA_PROTECTION_OFFICER, RoleName.EXECUTIVE,
        RoleName.AUDITOR,
    ):  # fmt: skip
        yield role, None
    yield RoleName.PORTFOLIO_MANAGER, world.portfolios["ECO"]
    yield RoleName.RESOURCE_MANAGER, world.departments["DSI"]
    managed = projects_of(world, manager=users[RoleName.PROJECT_MANAGER].person)
    for project in managed:
        yield RoleName.PROJECT_MANAGER, project
    for project in managed[:3]:
        yield RoleName.ASSISTANT, project
    for project in team_of(world, users[RoleName.CONTRIBUTOR].person):
        yield RoleName.CONTRIBUTOR, project
    yield RoleName.GUEST, projects_of(world)[0]


def projects_of(world: World, **people) -> list:
    """Projects of somebody, the running ones first."""
    found = [story for story in world.stories if all(story.people[role] == person for role, person in people.items())]
    return [story.row for story in sorted(found, key=lambda story: story.fate != ProjectStatus.ACTIVE)]


def team_of(world: World, person: Person) -> list:
    """Three running projects that are not confidential, those that ask for the person first."""
    running = [story for story in world.stories if story.fate == ProjectStatus.ACTIVE and not story.row.confidential]
    asks = {story.code for story in running for allocation in story.allocations if allocation.person == person}
    return [story.row for story in sorted(running, key=lambda story: story.code not in asks)[:3]]


def write_integration(world: World, since) -> None:
    """Another system: a token instead of a password."""
    user = User(email=INTEGRATION, name="Synchronisation ERP", is_integration=True, mail_kinds=[], language="fr")
    user.set_unusable_password()
    user.full_clean()
    user.save()
    give_role(None, user=user, role=RoleName.INTEGRATION, starts_on=since)
    secret = token()
    AccessToken.objects.create(
        user=user, name="Démonstration", scope=TokenScope.WRITE, expires_on=world.today + timedelta(days=365),
        prefix=secret[:10], secret_hash=hashed(secret),
    )  # fmt: skip
