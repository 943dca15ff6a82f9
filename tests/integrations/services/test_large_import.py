"""A file of 50 MB is imported within minutes, in bounded memory, with progress on the way."""

import resource
import time

import pytest

from integrations.services import import_file
from projects.models import Project
from tests.factories import PortfolioFactory, UserFactory, give_role
from tests.integrations.test_large_files import write


@pytest.mark.full
@pytest.mark.alone
@pytest.mark.django_db
def test_a_file_of_50_megabytes_is_imported_within_minutes(tmp_path):
    user = UserFactory()
    give_role(user, "officer")
    PortfolioFactory(code="BIG")
    path = tmp_path / "large.csv"
    write(path, 345_000)
    assert path.stat().st_size > 50_000_000
    fractions, moments = [], []

    def told(rows, fraction):
        fractions.append((rows, fraction))
        moments.append(time.perf_counter())

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    report = import_file(path, actor=user, portfolio_code="BIG", progress=told)
    seconds = time.perf_counter() - begun
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    first, last = moments[100] - moments[0], moments[-1] - moments[-101]
    print(f"{seconds:.0f} s, {growth / 1024:.0f} MB more, first 100 batches {first:.0f} s, last 100 {last:.0f} s")
    assert report.total("new") == 345_000 == Project.objects.count()
    assert fractions[-1] == (345_000, 1.0) and len(fractions) == 345
    assert seconds < 600 and growth < 600_000
    assert last < 2.5 * first, "the cost of a row grows with the rows before it"
