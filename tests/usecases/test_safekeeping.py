"""Verification names the first fault; a copy is verified; a restore gives no number twice."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from facturdesk.storage.engine import open_store
from facturdesk.storage.errors import FileBehind
from facturdesk.usecases.safekeeping import (
    DataFileFaulty,
    accept_behind,
    backup,
    restore,
    verify,
)
from facturdesk.usecases.saving import OutputIsDataFile
from facturdesk.usecases.shop import Shop
from tests.usecases.shops import TODAY, new_file, opened, sold, stamped


def test_a_clean_file_is_counted(shop: Shop) -> None:
    sold(shop, paid=[{"method": "card", "amount": "1.00"}])

    assert verify(shop).to_json() == {
        "documents": 1,
        "payments": 1,
        "originals": 1,
        "seals": 3,
        "demonstration": False,
    }


def test_progress_is_told(shop: Shop) -> None:
    sold(shop)
    seen: list[tuple[int, int]] = []

    verify(shop, progress=lambda done, total: seen.append((done, total)))

    assert seen[-1][0] == seen[-1][1]


def test_the_first_fault_is_named(tmp_path: Path) -> None:
    path = new_file(tmp_path)
    with opened(path) as shop:
        number = sold(shop)
    tampered = dbapi2.connect(str(path))
    tampered.execute("DROP TRIGGER document_no_update")
    tampered.execute("UPDATE document SET note = 'x'")
    tampered.commit()
    tampered.close()

    with opened(path) as shop, pytest.raises(DataFileFaulty) as faulty:
        verify(shop)

    (problem,) = faulty.value.problems
    assert problem.code in {"verify-schema-missing", "verify-document-changed"}
    assert number


def test_a_backup_goes_back_in_place_and_passes_over_the_numbers_used_since(
    tmp_path: Path,
) -> None:
    path, copy, state = new_file(tmp_path), tmp_path / "copy.facturdesk", tmp_path / "state"
    with opened(path) as shop:
        sold(shop)
        assert backup(shop, copy).documents == 1
        sold(shop)
        sold(shop)

    result = restore(path, copy, state=state, stamp=stamped(TODAY))

    assert (result.passed_over, result.summary.documents) == (2, 1)
    assert result.kept is not None
    assert result.to_json()["kept"] == os.fspath(result.kept)
    with opened(path) as shop:
        assert sold(shop) == "F2026-00004"
        verify(shop)


def test_a_backup_never_takes_the_place_of_the_journal(tmp_path: Path) -> None:
    path = new_file(tmp_path)
    with opened(path) as shop:
        sold(shop)
        with pytest.raises(OutputIsDataFile):
            backup(shop, path.with_name(path.name + "-wal"))

    with opened(path) as shop:
        assert verify(shop).documents == 1


def test_an_older_copy_put_there_by_hand_is_noticed_and_accepted(tmp_path: Path) -> None:
    path, state = new_file(tmp_path), tmp_path / "state"
    old = tmp_path / "old"
    shutil.copyfile(path, old)
    with opened(path, state=state) as shop:
        sold(shop)
    shutil.copyfile(old, path)
    with pytest.raises(FileBehind):
        open_store(path, state=state)

    result = accept_behind(path, state=state, stamp=stamped(TODAY))

    assert result.passed_over == 1
    with opened(path, state=state) as shop:
        assert sold(shop) == "F2026-00002"
