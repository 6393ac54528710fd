"""An earlier copy put in place of the data file, without any number being given twice.

The copy is verified beside the file, its series go on after the last number known, and a seal
says so; only then the two swap names. The file that was there is kept.

Source: CGI, ann. II, art. 242 nonies A, I-7° (numbers unique and continuous); the gap that
a restore leaves is sealed with its bounds, and `verify` accepts no other.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from facturdesk.domain.errors import ActionableError
from facturdesk.storage import anchors
from facturdesk.storage.anchors import Anchor
from facturdesk.storage.backup import CopyFaulty, Summary, check_version, copy_pages, summary
from facturdesk.storage.engine import Stamp, Store, Transaction, open_store
from facturdesk.storage.errors import DataFileExists, DataFileMissing, FileBehind, NotADataFile
from facturdesk.storage.files import (
    companions,
    connected,
    file_errors,
    free_name,
    real_path,
    removed,
    sync,
    sync_folder,
    whole,
)
from facturdesk.storage.locks import exclusive
from facturdesk.storage.schema import USER_VERSION
from facturdesk.storage.seals import append_seal
from facturdesk.storage.verify import verify
from facturdesk.storage.verify_seals import Advance

log = logging.getLogger(__name__)


class OtherCompany(ActionableError):
    """The copy is of another data file than the one it would replace."""

    code = "restore-other-file"


class NotBehind(ActionableError):
    """The file is not older than what this computer last saw of it: there is nothing to accept."""

    code = "file-not-behind"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the file kept aside, what is there now, the numbers passed over."""

    kept: Path | None
    summary: Summary
    last_seen: int  # sequence of the last seal known before
    advanced: tuple[Advance, ...]
    blind: bool = False  # nothing is known of what was written after the copy was made


def restore(
    copy: Path,
    path: Path,
    *,
    state: Path | None,
    stamp: Stamp,
    key: bytes | None = None,
    label: str = "restore",
) -> Restored:
    """Put a copy in place of a data file; `label` and the day name the file kept aside.

    `state` is the folder of the anchors. The copy itself is not changed.

    Raises:
        DataFileMissing, NotADataFile, DataFileTooNew, CopyFaulty: of the copy.
        OtherCompany: the copy is of another data file.
        DataFileExists: what is to be replaced is the copy itself, or no file at all.
        DataFileBusy: the data file is open elsewhere.
        DiskFull, DataFileReadOnly: nothing was changed.
    """
    if not os.path.isfile(copy):  # noqa: PTH113 - also of a name no system takes
        raise DataFileMissing(path=str(copy))
    path = real_path(path)
    aside = path.with_name(f"{path.name}.restored.tmp")
    with file_errors(path), exclusive(path):
        if path.exists() and (not path.is_file() or copy.samefile(path)):
            raise DataFileExists(path=str(path))
        removed(aside)
        try:
            done = _prepared(copy, aside, key)
            here = _seen_in(path, key, _identity(aside, key))
            with open_store(aside, key=key) as store:
                result = _sealed(store, stamp, state, here)
            whole(aside)
            sync(aside)
            kept = _swapped(aside, path, key, f"{label} {stamp.now.date().isoformat()}")
        finally:
            removed(aside)
    _remembered(path, key, state)
    return Restored(kept, done, result.last_seen, result.advanced, result.blind)


def accept_behind(path: Path, *, state: Path, stamp: Stamp, key: bytes | None = None) -> Restored:
    """Go on with a file that is behind what was last seen of it: an older copy put there by hand.

    Its series go on after the last number known, and the gap is sealed, as by `restore`.

    Raises:
        NotBehind: it is not.
        CopyFaulty: verification found a fault; nothing was changed.
    """
    with open_store(path, key=key) as store:
        if not _is_behind(store, state):
            raise NotBehind(path=str(path))
        done = _verified(store)
        result = _sealed(store, stamp, state, None)
    _remembered(path, key, state)
    return Restored(None, done, result.last_seen, result.advanced)


def _is_behind(store: Store, state: Path) -> bool:
    try:
        anchors.check(store, state)
    except FileBehind:
        return True
    return False


def _prepared(copy: Path, aside: Path, key: bytes | None) -> Summary:
    """Copy the copy beside the file, bring it to today's version, and verify it there."""
    quiet = not any(each.exists() for each in companions(copy))
    with connected(copy, key=key, immutable=quiet) as connection:
        version = check_version(connection, copy)
        copy_pages(connection, aside, key=key)
    if version < USER_VERSION:
        from facturdesk.storage import migrations

        migrations.upgrade(aside, key=key, keep_copy=False)
    with open_store(aside, key=key) as store:
        return _verified(store, named=copy)


def _verified(store: Store, named: Path | None = None) -> Summary:
    with store.read() as connection:
        fault = verify(connection)
        if fault is not None:
            raise CopyFaulty(named or store.path, fault)
        return summary(connection)


def _identity(path: Path, key: bytes | None) -> str | None:
    with connected(path, key=key) as connection:
        return anchors.file_id(connection)


def _seen_in(path: Path, key: bytes | None, identity: str | None) -> Anchor | None:
    """Read the last seal and the counters of the file to be replaced, if it can be read."""
    if not path.exists():
        return None
    try:
        with connected(path, key=key) as connection:
            other = anchors.file_id(connection)
            here = anchors.current(connection)
    except (NotADataFile, LookupError, ValueError) as error:
        log.warning("%s cannot be read; only its anchor is known: %s", path, error)
        return None
    if other != identity:
        raise OtherCompany(path=str(path))
    return here


def _sealed(store: Store, stamp: Stamp, state: Path | None, here: Anchor | None) -> _Result:
    """Let the series go on after the last number known, and seal where this file comes from."""
    with store.write(stamp) as tx:
        identity = anchors.file_id(tx.connection)
        anchor = anchors.read(state, identity) if state and identity else None
        seen = [each for each in (here, anchor) if each]
        own = anchors.current(tx.connection)
        advanced = tuple(_advance(tx, key, *last) for key, last in _ahead(own, seen).items())
        source = max([*seen, own], key=lambda each: each.sequence)
        body: dict[str, object] = {
            "from": {"sequence": source.sequence, "sha256": source.sha256},
            "seen": [[each.sequence, each.sha256] for each in seen],
            "to": {"sequence": own.sequence, "sha256": own.sha256},
            "series": [list(each.columns()) for each in advanced],
        }
        append_seal(tx, kind="restore", subject="file", body=body)
    return _Result(source.sequence, advanced, blind=not seen)


@dataclass(frozen=True, slots=True)
class _Result:
    last_seen: int
    advanced: tuple[Advance, ...]
    blind: bool


def _ahead(own: Anchor, seen: list[Anchor]) -> Mapping[str, tuple[str, int]]:
    """Give the series that went further elsewhere, each with its pattern and next counter."""
    furthest: dict[str, tuple[str, int]] = {}
    for anchor in seen:
        for key, (pattern, following) in anchor.series.items():
            here = own.series.get(key, (pattern, 1))
            known = furthest.get(key, here)
            if following > known[1]:
                furthest[key] = (here[0], following)
    return furthest


def _advance(tx: Transaction, key: str, pattern: str, following: int) -> Advance:
    kind, _, year = key.rpartition(":")
    series = (kind, int(year))
    query = "SELECT next_counter FROM number_series WHERE kind = ? AND year = ?"
    first = tx.connection.exec_driver_sql(query, series).scalar()
    if first is None:
        tx.connection.exec_driver_sql(
            "INSERT INTO number_series (kind, year, pattern, next_counter) VALUES (?, ?, ?, ?)",
            (*series, pattern, following),
        )
    else:
        tx.connection.exec_driver_sql(
            "UPDATE number_series SET next_counter = ? WHERE kind = ? AND year = ?",
            (following, *series),
        )
    return Advance(kind, int(year), pattern, first or 1, following)


def _swapped(aside: Path, path: Path, key: bytes | None, label: str) -> Path | None:
    """Give the restored file its name; at every moment a whole file has it."""
    kept = None
    if path.exists():
        _let_go(path, key)
        kept = free_name(path, label)
        try:
            os.link(path, kept)
        except OSError:  # a file system without second names
            path.rename(kept)
        for each in companions(path):
            if each.exists():
                each.rename(kept.with_name(each.name.replace(path.name, kept.name)))
    os.replace(aside, path)  # noqa: PTH105 - over an existing file, also on Windows
    sync_folder(path.parent)
    return kept


def _let_go(path: Path, key: bytes | None) -> None:
    """Make sure that nobody has the file open: leaving WAL wants it alone."""
    try:
        with connected(path, key=key, alone=True):
            return
    except NotADataFile:
        log.warning("%s is replaced although it cannot be read", path)


def _remembered(path: Path, key: bytes | None, state: Path | None) -> None:
    if state is not None:
        with connected(path, key=key) as connection:
            anchors.keep(connection, state)
