"""The jobs run on a shop, and each has its own name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from facturdesk.jobs import JOBS, Surroundings
from tests.usecases.shops import TODAY, later, new_file, opened, sold, stamped


def test_each_job_has_its_own_name() -> None:
    names = [job.name for job in JOBS]

    assert sorted(names) == sorted(set(names))


def test_the_overdue_job_works_for_the_day_of_the_shop(tmp_path: Path) -> None:
    (job,) = [job for job in JOBS if job.name == "overdue"]
    here = Surroundings(stamped(TODAY).now, tmp_path / "copies")
    with opened(new_file(tmp_path)) as shop:
        sold(shop)
        late = later(shop, dt.date(2026, 12, 25))

        assert len(job.run(late, here).to_json()["flagged"]) == 1
        assert job.run(late, here).to_json() == {"flagged": [], "cleared": []}


def test_the_backup_job_copies_into_the_users_folder(tmp_path: Path) -> None:
    (job,) = [job for job in JOBS if job.name == "backup"]
    here = Surroundings(stamped(TODAY).now, tmp_path / "copies")
    with opened(new_file(tmp_path)) as shop:
        (copy,) = job.run(shop, here).to_json()["copies"]

    assert Path(copy["file"]).is_file()
    assert Path(copy["file"]).parent == here.backups
