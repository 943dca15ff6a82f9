"""Every factory makes a row that also passes the model's own checks."""

import pytest
from factory.django import DjangoModelFactory

from pmo.access import may
from tests import factories

FACTORIES = sorted(
    (found for found in vars(factories).values() if isinstance(found, type) and issubclass(found, DjangoModelFactory)),
    key=lambda found: found.__name__,
)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "found", [each for each in FACTORIES if each is not DjangoModelFactory], ids=lambda found: found.__name__
)
def test_factory_makes_two_valid_rows(found):
    for _number in range(2):
        row = found()
        row.full_clean(exclude=["secret_hash"])


def test_a_role_given_counts_at_once():
    project, user = factories.ProjectFactory(confidential=True), factories.UserFactory()
    assert not may(user, "view", project)
    factories.give_role(user, "contributor", project=project)
    assert may(user, "view", project)
