"""What every test may use. The database and Valkey come from `tests/database.py`."""

import gc
from pathlib import Path

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.database"]

# What hypothesis makes up is the same in every run, so that no change fails by somebody else's bad luck. What is to
# be found by luck is marked full and says derandomize=False itself. A slow machine is no mistake either.
patient = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("every run the same", derandomize=True, **patient)
settings.load_profile("every run the same")

HERE = Path(__file__).parent
# Started first, longest first, so that no process is left with one of them when the others are done.
LONGEST = (
    "test_schema_fuzzing.py",
    "integrations/test_demonstration.py",
    "integrations/services/test_published_editions.py",
    "test_access_matrix.py",
    "browser/test_plan.py",
    "test_project_pages.py",
    "browser/test_board.py",
    "browser/test_journeys.py",
    "integrations/test_pages.py",
    "reporting/views/test_dashboard.py",
    "pmo/api/test_access_matrix.py",
    "test_query_count.py",
    "pmo/api/test_query_count.py",
    "integrations/services/test_import_file.py",
    "accounts/test_permissions.py",
    "pmo/embedded/test_servers.py",
    "projects/critical_path/test_invariants.py",
    "reporting/test_concurrency.py",
    "browser/test_import.py",
    "browser/test_phone_width.py",
    "pmo/test_supervisor.py",
    "projects/services/planning/test_editing.py",
    "reporting/views/test_origin.py",
    "pmo/views/test_list.py",
    "projects/services/test_asking.py",
    "test_deployment.py",
    "pmo/test_backups.py",
    "test_house_style.py",
    "browser/test_api_documentation.py",
    "integrations/services/test_large_import.py",
    "test_start.py",
)


def pytest_configure(config):
    """Tests read French as people do, so the catalogues are compiled before the first one asks for a word."""
    from pmo import catalogues

    catalogues.compile_changed()
    # A tenth of the time went into looking for garbage among modules, models and templates, which stay.
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(items):
    rank = {HERE / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


def pytest_collection_finish(session):
    gc.freeze()
