"""What every test may use. The database and Valkey come from `tests/database.py`."""

from hypothesis import settings

# What hypothesis makes up is the same in every run, so that no change fails by somebody else's bad luck. What is to
# be found by luck is marked full and says derandomize=False itself.
settings.register_profile("every run the same", derandomize=True)
settings.load_profile("every run the same")

pytest_plugins = ["tests.database"]


def pytest_configure(config):
    """Tests read French as people do, so the catalogues are compiled before the first one asks for a word."""
    from pmo import catalogues

    catalogues.compile_changed()
