"""An older copy, or a chain cut at its end, is noticed when the file is opened."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import pytest

from facturdesk.storage import anchors, seals
from facturdesk.storage.engine import open_store
from facturdesk.storage.errors import FileBehind
from facturdesk.storage.restore import NotBehind, accept_behind
from facturdesk.storage.verify import verify
from tests.faults.sample_file import LATER, extend, make_sample, stamp
from tests.faults.tampering import tamper


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path, state: Path) -> Path:
    return make_sample(tmp_path / "a.facturdesk", state=state)


def test_each_commit_that_seals_keeps_the_last_seal_outside(path: Path, state: Path) -> None:
    before = anchor(state)
    extend(path, state=state)

    assert anchor(state).sequence == before.sequence + 2
    assert anchor(state).series["invoice:2026"] == ("F{year}-{counter:05}", 5)


def test_an_older_copy_is_refused_and_left_as_it_is(path: Path, state: Path) -> None:
    older = path.read_bytes()
    extend(path, state=state)
    path.write_bytes(older)

    with pytest.raises(FileBehind) as refusal:
        open_store(path, state=state)

    assert refusal.value.params == {"path": str(path), "seen": 12, "here": 10}
    assert path.read_bytes() == older


def test_a_chain_cut_at_its_end_is_refused(path: Path, state: Path) -> None:
    tamper(path, "DELETE FROM seal WHERE sequence = (SELECT max(sequence) FROM seal)")

    with pytest.raises(FileBehind):
        open_store(path, state=state)


def test_another_branch_of_the_file_is_refused(path: Path, state: Path, tmp_path: Path) -> None:
    branch = Path(shutil.copyfile(path, tmp_path / "branch.facturdesk"))
    extend(path, state=state)
    with open_store(branch) as store, store.write(stamp(LATER)) as tx:
        for copy in range(5):
            seals.append_seal(tx, kind="reprint", subject="document:1", body={"copy": copy})

    with pytest.raises(FileBehind):
        open_store(branch, state=state)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff", b'{"sequence": 1}', b"null", b'{"checksum": 1, "sequence": 99}'],
)
def test_a_damaged_anchor_is_logged_and_ignored(
    path: Path, state: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (file,) = state.iterdir()
    file.write_bytes(content)

    with caplog.at_level(logging.WARNING):
        extend(path, state=state)

    assert "ignored" in caplog.text
    assert anchor(state).sequence == 12


def test_an_anchor_half_written_over_is_ignored(path: Path, state: Path) -> None:
    (file,) = state.iterdir()
    before = file.read_bytes()
    extend(path, state=state)
    half = len(before) // 8
    file.write_bytes(file.read_bytes()[:half] + before[half:])

    open_store(path, state=state).close()

    assert anchors.read(state, file.stem) is None


def test_a_lost_anchor_is_written_again(path: Path, state: Path) -> None:
    shutil.rmtree(state)
    extend(path, state=state)

    assert anchor(state).sequence == 12


def test_a_state_folder_that_cannot_be_written_stops_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_bytes(b"")

    extend(path, state=tmp_path / "blocked" / "state")


def test_going_on_with_an_older_copy_gives_no_number_twice(path: Path, state: Path) -> None:
    older = path.read_bytes()
    extend(path, state=state)
    path.write_bytes(older)

    done = accept_behind(path, state=state, stamp=stamp(LATER))
    extend(path, state=state)

    assert [each.columns()[3:] for each in done.advanced] == [(4, 5)]
    with open_store(path, state=state) as store, store.read() as connection:
        query = "SELECT number FROM document WHERE kind = 'invoice' ORDER BY id"
        numbers = connection.exec_driver_sql(query).scalars().all()
        assert numbers[2:] == ["F2026-00003", "F2026-00005"]
        assert verify(connection) is None


def test_only_a_file_that_is_behind_is_accepted(path: Path, state: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(NotBehind):
        accept_behind(path, state=state, stamp=stamp(LATER))

    assert path.read_bytes() == before


def test_another_computer_accepts_what_a_restore_explains(path: Path, state: Path) -> None:
    older = path.read_bytes()
    extend(path, state=state)
    elsewhere = Path(shutil.copytree(state, state.with_name("elsewhere")))
    path.write_bytes(older)
    accept_behind(path, state=state, stamp=stamp(LATER))

    extend(path, state=elsewhere)

    assert anchor(elsewhere).sequence == 13


def anchor(state: Path) -> anchors.Anchor:
    (file,) = state.iterdir()
    found = anchors.read(state, file.stem)
    assert found and json.loads(file.read_text(encoding="utf-8"))
    return found
