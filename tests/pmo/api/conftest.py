"""Clients of the API for its tests."""

from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from accounts.models import AccessToken
from accounts.models.user import hashed
from pmo.roles import RoleName
from tests.factories import UserFactory, give_role


class Client:
    """Speaks JSON with a token, as another system would."""

    def __init__(self, client, secret: str, user=None):
        self.client, self.secret, self.user = client, secret, user

    def _send(self, method: str, path: str, body=None, **headers):
        options = {"headers": {"Authorization": f"Bearer {self.secret}", **headers}}
        if body is not None:
            options |= {"data": body, "content_type": "application/json"}
        address = path if path.startswith(("/", "http")) else f"/api/v1/{path}"
        return getattr(self.client, method)(address, **options)

    def get(self, path, **headers):
        return self._send("get", path, **headers)

    def post(self, path, body, **headers):
        return self._send("post", path, body, **headers)

    def patch(self, path, body, **headers):
        return self._send("patch", path, body, **headers)

    def put(self, path, body, **headers):
        return self._send("put", path, body, **headers)

    def delete(self, path, **headers):
        return self._send("delete", path, **headers)


def token_of(user, scope: str = "write") -> str:
    secret = f"pmo_test_{user.pk}_{scope}"
    AccessToken.objects.create(
        user=user,
        name="test",
        scope=scope,
        prefix=secret[:10],
        secret_hash=hashed(secret),
        expires_on=timezone.localdate() + timedelta(days=1),
        last_used_at=timezone.now(),
    )
    return secret


@pytest.fixture
def api_of(client):
    """A client of a user; `scope="read"` for a read token."""

    def make(user, scope: str = "write") -> Client:
        return Client(client, token_of(user, scope), user)

    return make


@pytest.fixture
def officer(api_of):
    """A PMO officer's client: may edit everything but accounts and rates."""
    return api_of(_holder(RoleName.OFFICER))


@pytest.fixture
def administrator(api_of):
    return api_of(_holder(RoleName.ADMINISTRATOR))


@pytest.fixture
def manager_of(api_of):
    """The client of a project manager of one project."""

    def make(project) -> Client:
        return api_of(_holder(RoleName.PROJECT_MANAGER, project=project))

    return make


@pytest.fixture
def contributor_to(api_of):
    def make(project) -> Client:
        return api_of(_holder(RoleName.CONTRIBUTOR, project=project))

    return make


def _holder(role, **scope):
    user = UserFactory()
    give_role(user, role, **scope)
    return user


@pytest.fixture(autouse=True)
def routes_are_known():
    """Routes register when the addresses are loaded, which the first request does."""
    assert get_resolver().url_patterns
