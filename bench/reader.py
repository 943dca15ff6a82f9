"""Who asks in the measurements: a project manager of a few projects of one portfolio, who sees the rest of it."""

from dataclasses import dataclass
from datetime import date, timedelta

SECRET = "pmo_bench"
EMAIL = "bench@example.org"


@dataclass(frozen=True)
class Reader:
    """A user with a session and a token, and the projects they manage."""

    user: object
    session: str
    own: list[int]

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.session}", "Authorization": f"Bearer {SECRET}"}


def project_manager() -> Reader:
    from django.test import Client

    from accounts.models import AccessToken, Membership, User
    from accounts.models.user import hashed
    from pmo.roles import RoleName
    from projects.models import Project

    user, _new = User.objects.get_or_create(email=EMAIL)
    AccessToken.objects.filter(user=user).delete()
    AccessToken.objects.create(
        user=user, name="bench", scope="write", prefix="pmo_bench", secret_hash=hashed(SECRET),
        expires_on=date.today() + timedelta(days=1),
    )  # fmt: skip
    first = Project.objects.filter(confidential=False).order_by("pk").first()
    own = list(Project.objects.filter(portfolio=first.portfolio).order_by("pk").values_list("pk", flat=True)[:5])
    for pk in own:
        Membership.objects.get_or_create(
            user=user, role=RoleName.PROJECT_MANAGER, project_id=pk, defaults={"starts_on": date(2020, 1, 1)}
        )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Reader(user, client.session.session_key, own)


def in_this_process() -> None:
    """Let Django's test client of this process reach the product's pages and those of the bare app."""
    from django.conf import settings

    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "bench.bare_beside", ["testserver"]
    settings.TEMPLATES[0]["DIRS"].append(settings.BASE_DIR / "bench" / "templates")
