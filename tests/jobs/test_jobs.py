"""The jobs run on a shop, and each has its own name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from facturdesk.jobs import JOBS
from tests.usecases.shops import later, new_file, opened, sold


def test_each_job_has_its_own_name() -> None:
    names = [job.name for job in JOBS]

    assert sorted(names) == sorted(set(names))


def test_the_overdue_job_works_for_the_day_of_the_shop(tmp_path: Path) -> None:
    (job,) = [job for job in JOBS if job.name == "overdue"]
    with opened(new_file(tmp_path)) as shop:
        sold(shop)
        late = later(shop, dt.date(2026, 12, 25))

        assert len(job.run(late).to_json()["flagged"]) == 1
        assert job.run(late).to_json() == {"flagged": [], "cleared": []}
