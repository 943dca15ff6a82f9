"""Large files: speed, and memory that does not grow with the file."""

import subprocess
import sys
import time

import pytest

PROGRAM = """
import resource, sys
from integrations.sheet_plan import plan_sheets
from integrations.workbook import open_workbook

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open_workbook(sys.argv[1]) as book:
    [plan] = plan_sheets(book)
    rows = problems = 0
    for row in plan.rows():
        rows += 1
        problems += len(row.problems)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(rows, problems, after - before)
"""
HEADER = "Code;Nom;Début;Fin prévue;Budget (k€);Description\r\n"
DESCRIPTION = "Un projet de démonstration, avec « accents » et virgules, décrit assez longuement pour peser. "


def write(path, rows: int) -> None:
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write(HEADER)
        for number in range(rows):
            budget = "TBC" if number % 1000 == 0 else f"{number % 977} 500,25"
            file.write(
                f"P{number};Projet n° {number};{number % 28 + 1:02}/02/2024;31/12/2025;{budget};{DESCRIPTION}\r\n"
            )


def measure(path) -> tuple[int, int, int]:
    environment = (
        "import os; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'pmo.settings'); import django; django.setup()"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{environment}\n{PROGRAM}", str(path)], capture_output=True, text=True, check=True
    )
    return tuple(map(int, done.stdout.split()))


@pytest.mark.full
@pytest.mark.alone
def test_a_file_of_50_megabytes_streams_in_constant_memory(tmp_path):
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    write(small, 20_000)
    write(large, 345_000)
    assert large.stat().st_size > 50_000_000
    _rows, _problems, small_growth = measure(small)
    begun = time.perf_counter()
    rows, problems, growth = measure(large)
    seconds = time.perf_counter() - begun
    assert (rows, problems) == (345_000, 345)
    assert growth < small_growth + 8_000, f"{growth} kB against {small_growth} kB for a seventeenth of the rows"
    assert seconds < 90
