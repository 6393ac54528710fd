"""What was done with a document is told in its order; a photo that was changed is noticed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facturdesk.storage.engine import open_store
from facturdesk.storage.events import MAILED, PRINTED, add_event, events_of
from tests.faults.sample_file import LATER, make_sample, stamp
from tests.faults.tampering import fault_of, tamper


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_sample(tmp_path / "a.facturdesk")


def test_what_was_done_with_a_document_is_told_in_its_order(path: Path) -> None:
    with open_store(path) as store:
        with store.write(stamp(LATER)) as tx:
            add_event(tx, 2, PRINTED, {"printer": "HP", "copies": 2})
            add_event(tx, 2, MAILED)
            assert tx.changes == {"document:2"}
        with store.read() as connection:
            printed, mailed = events_of(connection, 2)
            assert events_of(connection, 3) == []

    assert (printed.kind, printed.actor, printed.detail) == (
        "printed",
        "claire",
        {"printer": "HP", "copies": 2},
    )
    assert printed.at == dt.datetime(2026, 12, 24, 11, tzinfo=dt.UTC)
    assert (mailed.kind, mailed.detail) == ("mailed", {})


def test_there_are_no_other_events(path: Path) -> None:
    with (
        open_store(path) as store,
        store.write(stamp(LATER)) as tx,
        pytest.raises(ValueError, match="burnt"),
    ):
        add_event(tx, 2, "burnt")


def test_a_photo_changed_behind_the_back_is_noticed(path: Path) -> None:
    tamper(path, "UPDATE item_photo SET content = x'00'")
    fault = fault_of(path)

    assert fault is not None
    assert (fault.code, fault.params) == ("verify-photo-changed", {"item": "THE"})
