"""Formulas need neither Django nor pandas, nor does anything they import."""

import subprocess
import sys
from pathlib import Path

import pytest

ENGINES = (
    "projects.earned_value",
    "projects.flow",
    "projects.health",
    "projects.schedule_variance",
    "portfolio.business_case",
    "portfolio.scoring",
    "risks.exposure",
    "resources.capacity",
)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_formula_brings_in_no_framework(engine):
    heavy = "{'django', 'pandas', 'celery', 'psycopg2'}"
    code = f"import sys, {engine}; found = {heavy} & set(sys.modules); print(*sorted(found))"
    checkout = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr
