"""Migrations applied the light way leave the triggers that they should."""

import pgtrigger
import pytest
from django.db import connection
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from pmo.trigger_migrations import light_trigger_operations


@pytest.mark.django_db
def test_every_trigger_of_the_models_is_in_the_database_and_no_other():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'pgtrigger_%'")
        present = {name for (name,) in cursor.fetchall()}
    expected = {trigger.get_pgid(model) for model, trigger in pgtrigger.registered() if model._meta.managed}
    assert present == expected


def test_the_usual_way_is_back_afterwards():
    usual = AddTrigger.state_forwards, RemoveTrigger.state_forwards
    with pytest.raises(ZeroDivisionError), light_trigger_operations():
        assert AddTrigger.state_forwards is not usual[0] and RemoveTrigger.state_forwards is not usual[1]
        raise ZeroDivisionError
    assert (AddTrigger.state_forwards, RemoveTrigger.state_forwards) == usual
