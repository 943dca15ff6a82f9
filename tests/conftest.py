"""What every test may use. The database and Valkey come from `tests/database.py`."""

pytest_plugins = ["tests.database"]


def pytest_configure(config):
    """Tests read French as people do, so the catalogues are compiled before the first one asks for a word."""
    from pmo import catalogues

    catalogues.compile_changed()
