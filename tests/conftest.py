"""What every test may use. The database and Valkey come from `tests/database.py`."""

pytest_plugins = ["tests.database"]
