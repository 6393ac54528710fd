"""Copies that are verified before they count as backups, and put back without losing a number."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from facturdesk.storage.backup import CopyFaulty, Summary, backup, check_backup
from facturdesk.storage.engine import open_store
from facturdesk.storage.errors import (
    DataFileBusy,
    DataFileExists,
    DataFileMissing,
    DataFileUnreachable,
    NameRefused,
    NotADataFile,
)
from facturdesk.storage.locks import exclusive
from facturdesk.storage.restore import OtherCompany, Restored, restore
from facturdesk.storage.verify import verify
from tests.faults.sample_file import DAY, LATER, add_invoice, extend, make_sample, stamp
from tests.faults.tampering import examined, tamper

SAMPLE = Summary(documents=4, payments=5, originals=4, sequence=10, demonstration=False)
KEY = bytes(range(32))


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path, state: Path) -> Path:
    return make_sample(tmp_path / "a.facturdesk", state=state)


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    target = tmp_path / "copies" / "b.facturdesk"
    target.parent.mkdir()
    with open_store(path) as store:
        backup(store, target)
    return target


def test_a_copy_is_made_while_the_file_is_written(path: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    with open_store(path) as store, store.write(stamp(DAY)) as tx:
        add_invoice(tx, 1)
        found = backup(
            store, tmp_path / "b.facturdesk", on_progress=lambda *step: steps.append(step)
        )

    assert found == SAMPLE and steps
    assert check_backup(tmp_path / "b.facturdesk") == SAMPLE


def test_a_copy_is_one_file_with_nothing_beside_it(copy: Path) -> None:
    check_backup(copy)

    assert [each.name for each in copy.parent.iterdir()] == ["b.facturdesk"]


def test_an_encrypted_file_has_an_encrypted_copy(tmp_path: Path) -> None:
    path = make_sample(tmp_path / "secret.facturdesk", key=KEY)
    with open_store(path, key=KEY) as store:
        backup(store, tmp_path / "b.facturdesk", key=KEY)

    assert check_backup(tmp_path / "b.facturdesk", key=KEY) == SAMPLE
    assert b"Boulangerie" not in (tmp_path / "b.facturdesk").read_bytes()
    with pytest.raises(NotADataFile):
        check_backup(tmp_path / "b.facturdesk")


def test_a_copy_with_a_fault_is_not_kept(path: Path, tmp_path: Path) -> None:
    tamper(path, "UPDATE document_tax SET vat_minor = 0")
    with open_store(path) as store, pytest.raises(CopyFaulty) as refusal:
        backup(store, tmp_path / "b.facturdesk")

    assert [problem.code for problem in refusal.value.problems] == ["verify-document-changed"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.facturdesk", "state"]


def test_a_copy_never_replaces_the_file_itself(path: Path) -> None:
    with open_store(path) as store, pytest.raises(DataFileExists):
        backup(store, path)


def test_a_folder_that_is_not_there_is_refused_with_a_sentence(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store, pytest.raises(DataFileUnreachable):
        backup(store, tmp_path / "gone" / "b.facturdesk")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_what_is_no_file_is_never_replaced(path: Path, copy: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with open_store(path) as store, pytest.raises(DataFileExists):
        backup(store, pipe)
    with pytest.raises(DataFileExists):
        restored(copy, pipe, None)
    with pytest.raises(DataFileExists):
        restored(copy, tmp_path, None)

    assert pipe.is_fifo()


def test_a_name_that_the_system_does_not_take_is_said(path: Path, copy: Path) -> None:
    endless = path.with_name("a" * 300)

    with open_store(path) as store, pytest.raises(NameRefused):
        backup(store, endless)
    with pytest.raises(NameRefused):
        restored(copy, endless, None)
    with pytest.raises(DataFileMissing):
        restored(endless, path, None)


def test_a_link_stays_and_the_file_behind_it_is_restored(
    path: Path, copy: Path, tmp_path: Path, state: Path
) -> None:
    link = tmp_path / "desk.facturdesk"
    link.symlink_to(path)
    extend(path, state=state)

    done = restored(copy, link, state)

    assert link.is_symlink() and done.kept and not done.kept.is_symlink()
    assert examined(path, state=state) is None
    assert len(numbers(path, state)) == 3


def test_a_damaged_copy_is_no_backup(copy: Path) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[: len(content) // 2])

    with pytest.raises((CopyFaulty, NotADataFile)):
        check_backup(copy)


def test_a_restore_keeps_what_was_there_and_passes_over_the_numbers_used(
    path: Path, copy: Path, state: Path
) -> None:
    extend(path, state=state)
    newer = path.read_bytes()

    done = restored(copy, path, state)
    extend(path, state=state)

    assert done.kept and done.kept.name == "a (avant restauration 2026-12-24).facturdesk"
    assert len(done.kept.read_bytes()) == len(newer) and examined(done.kept) is None
    assert done.summary == SAMPLE
    assert numbers(path, state)[-2:] == ["F2026-00003", "F2026-00005"]
    assert examined(path, state=state) is None


def test_a_lost_file_is_restored_with_the_counters_last_seen(
    path: Path, copy: Path, state: Path
) -> None:
    extend(path, state=state)
    path.unlink()

    done = restored(copy, path, state)
    extend(path, state=state)

    assert done.kept is None
    assert numbers(path, state)[-1] == "F2026-00005"


def test_a_restore_that_cannot_know_what_came_later_says_so(
    path: Path, copy: Path, state: Path, tmp_path: Path
) -> None:
    assert not restored(copy, path, state).blind

    assert restored(copy, tmp_path / "new.facturdesk", tmp_path / "nothing").blind


def test_a_series_that_the_copy_does_not_know_goes_on_too(
    path: Path, copy: Path, state: Path
) -> None:
    with open_store(path, state=state) as store, store.write(stamp(LATER)) as tx:
        add_invoice(tx, 1, LATER.replace(year=2027))
    restored(copy, path, state)
    with open_store(path, state=state) as store, store.write(stamp(LATER)) as tx:
        add_invoice(tx, 1, LATER.replace(year=2027))

    assert numbers(path, state)[-1] == "F2027-00002"
    assert examined(path, state=state) is None


def test_a_gap_that_no_restore_explains_is_found(path: Path, copy: Path, state: Path) -> None:
    extend(path, state=state)
    restored(copy, path, state)
    tamper(path, "UPDATE number_series SET next_counter = 7 WHERE kind = 'invoice'")

    assert examined(path) == "verify-series-changed"


def test_a_file_that_cannot_be_read_is_restored(path: Path, copy: Path, state: Path) -> None:
    path.write_bytes(b"\0" * 5000)

    done = restored(copy, path, state)

    assert done.kept and done.kept.read_bytes() == b"\0" * 5000
    assert examined(path, state=state) is None


def test_an_encrypted_file_is_restored(tmp_path: Path, state: Path) -> None:
    path = make_sample(tmp_path / "secret.facturdesk", key=KEY, state=state)
    with open_store(path, key=KEY) as store:
        backup(store, tmp_path / "b.facturdesk", key=KEY)
    extend(path, key=KEY, state=state)
    restore(tmp_path / "b.facturdesk", path, state=state, stamp=stamp(LATER), key=KEY)

    with open_store(path, key=KEY, state=state) as store, store.read() as connection:
        assert verify(connection) is None


def test_a_faulty_copy_is_refused_and_the_file_stays(path: Path, copy: Path, state: Path) -> None:
    before = path.read_bytes()
    tamper(copy, "UPDATE payment SET amount_minor = 1")

    with pytest.raises(CopyFaulty):
        restored(copy, path, state)

    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "a.facturdesk",
        "copies",
        "state",
    ]


def test_a_copy_of_another_company_is_refused(path: Path, tmp_path: Path, state: Path) -> None:
    other = make_sample(tmp_path / "other.facturdesk")

    with pytest.raises(OtherCompany):
        restored(other, path, state)


def test_a_file_that_somebody_uses_is_not_replaced(path: Path, copy: Path, state: Path) -> None:
    with open_store(path, state=state) as store, store.read() as connection:
        connection.exec_driver_sql("SELECT 1 FROM seal")
        with pytest.raises(DataFileBusy):
            restored(copy, path, state)

    assert examined(path, state=state) is None


def test_two_restores_do_not_meet(path: Path, copy: Path, state: Path) -> None:
    with exclusive(path), pytest.raises(DataFileBusy):
        restored(copy, path, state)


def test_a_restore_leaves_the_copy_as_it_is(path: Path, copy: Path, state: Path) -> None:
    before = copy.read_bytes()
    restored(copy, path, state)

    assert copy.read_bytes() == before
    assert list(copy.parent.iterdir()) == [copy]


def test_a_copy_with_its_journal_beside_it_is_read_whole(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        with store.write(stamp(LATER)) as tx:
            add_invoice(tx, 1, LATER)
        for name in ("a.facturdesk", "a.facturdesk-wal"):
            shutil.copyfile(path.with_name(name), tmp_path / name.replace("a.", "raw."))
    restored(tmp_path / "raw.facturdesk", path, None)

    assert numbers(path, None)[-1] == "F2026-00004"


def restored(copy: Path, path: Path, state: Path | None) -> Restored:
    return restore(copy, path, state=state, stamp=stamp(LATER), label="avant restauration")


def numbers(path: Path, state: Path | None) -> list[str]:
    with open_store(path, state=state) as store, store.read() as connection:
        query = "SELECT number FROM document WHERE kind = 'invoice' ORDER BY id"
        return [str(number) for number in connection.exec_driver_sql(query).scalars()]
