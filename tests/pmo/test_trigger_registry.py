"""The register of triggers refuses what the library's own refuses."""

import pgtrigger
import pytest
from pgtrigger import registry

from pmo.trigger_registry import KeptRegistry
from portfolio.models import Objective
from projects.models import Project


def protect(name):
    return pgtrigger.Protect(name=name, operation=pgtrigger.Delete)


@pytest.fixture
def registered():
    yield
    for name in ("spare", "other"):
        for model in (Project, Objective):
            registry._registry.pop(f"{model._meta.label}:{name}", None)


def test_it_took_the_place_of_the_library_before_the_first_model():
    kept = registry._registry
    assert type(kept) is KeptRegistry
    everything = kept.data.values()
    assert len(everything) > 100
    assert kept.by_db_table == {(model._meta.db_table, trigger.name): trigger for model, trigger in everything}
    assert kept.pg_function_names == {trigger.get_pgid(model) for model, trigger in everything}


def test_another_trigger_of_the_same_name_on_a_table_is_refused(registered):
    pgtrigger.register(protect("spare"))(Project)
    pgtrigger.register(protect("spare"))(Objective)
    with pytest.raises(KeyError, match="already used"):
        pgtrigger.register(pgtrigger.Protect(name="spare", operation=pgtrigger.Insert))(Project)


def test_a_removed_trigger_leaves_its_name_free(registered):
    trigger = protect("spare")
    pgtrigger.register(trigger)(Project)
    assert trigger.get_pgid(Project) in registry._registry.pg_function_names
    registry.delete(f"{Project._meta.label}:spare")
    assert trigger.get_pgid(Project) not in registry._registry.pg_function_names
    pgtrigger.register(pgtrigger.Protect(name="spare", operation=pgtrigger.Insert))(Project)
