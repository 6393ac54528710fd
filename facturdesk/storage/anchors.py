"""The last seal of each file, kept outside it: a copy that is older, or cut short, is noticed.

One JSON file per data file in the folder `state`, written after each commit that sealed
something. It is not synced to disk: an anchor behind its file is harmless.
"""

from __future__ import annotations

import json
import logging
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from facturdesk.storage.errors import FileBehind
from facturdesk.storage.seals import last_seal

if TYPE_CHECKING:
    from facturdesk.storage.engine import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was last seen of a file: its last seal and the next counter of each series."""

    sequence: int
    sha256: str
    series: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # "invoice:2026"


def check(store: Store, state: Path) -> None:
    """Compare a file just opened with what was last seen of it here.

    A file that was restored since says in a seal what it comes after: that is accepted.

    Raises:
        FileBehind: the seal last seen is not in the file: it is an older copy, another
            branch of it, or its chain was cut. Nothing was changed.
    """
    with store.read() as connection:
        identity = file_id(connection)
        seen = read(state, identity) if identity else None
        if seen is None:
            return
        sequence, digest, _ = last_seal(connection)
        here = digest if sequence == seen.sequence else _hash_at(connection, seen.sequence)
        if here is not None and here.hex() == seen.sha256:
            return
        if not _restored_after(connection, seen):
            raise FileBehind(path=str(store.path), seen=seen.sequence, here=sequence)


def record(store: Store, state: Path) -> None:
    """Keep the last seal of a file outside it; a folder that cannot be written is logged."""
    with store.read() as connection:
        keep(connection, state)


def keep(connection: Connection, state: Path) -> None:
    """Write what this connection sees as the anchor of its file."""
    identity = file_id(connection)
    if not identity:
        return
    try:
        write(state, identity, current(connection))
    except OSError as error:
        log.warning("the last seal of %s could not be kept outside it: %s", identity, error)


def current(connection: Connection) -> Anchor:
    """Read what an anchor holds from the file itself."""
    sequence, digest, _ = last_seal(connection)
    query = "SELECT kind, year, pattern, next_counter FROM number_series"
    series = {f"{row[0]}:{row[1]}": (row[2], row[3]) for row in connection.exec_driver_sql(query)}
    return Anchor(sequence, digest.hex(), series)


def file_id(connection: Connection) -> str | None:
    """Give the random identity of the file, which names its anchor; None before it has one."""
    found = connection.exec_driver_sql("SELECT file_id FROM company").scalar()
    return found if isinstance(found, str) and found.isalnum() else None


def read(state: Path, identity: str) -> Anchor | None:
    """Read the anchor of a file; None where there is none, or none that can be read."""
    path = _path(state, identity)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        log.warning("%s cannot be read and is ignored: %s", path, error)
        return None
    try:
        return _parsed(json.loads(text))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        log.warning("%s is damaged and is ignored: %s", path, error)
        return None


def write(state: Path, identity: str, anchor: Anchor) -> None:
    """Replace the anchor of a file; a new one is written aside and renamed.

    One that is there is written over in one go, blanks over what was longer: after each
    invoice a rename would cost as much as the invoice's own write. Half of it, seen by another
    process or after a power cut, has not its checksum and is ignored.
    """
    name = str(_path(state, identity))
    body = {"sequence": anchor.sequence, "sha256": anchor.sha256, "series": anchor.series}
    content = json.dumps({**body, "checksum": _checksum(body)}).encode()
    try:
        handle = os.open(name, os.O_WRONLY)
    except FileNotFoundError:
        state.mkdir(parents=True, exist_ok=True)
        aside = Path(f"{name}.{os.getpid()}")
        aside.write_bytes(content)
        aside.replace(name)
        return
    try:
        os.write(handle, content.ljust(os.fstat(handle).st_size))
    finally:
        os.close(handle)


def _checksum(body: Mapping[str, object]) -> int:
    return zlib.crc32(json.dumps(body).encode())


def _parsed(content: Any) -> Anchor:
    if content.pop("checksum") != _checksum(content):
        raise ValueError("half written")
    series = {str(key): (str(last[0]), int(last[1])) for key, last in content["series"].items()}
    digest = str(content["sha256"])
    if len(bytes.fromhex(digest)) != 32:
        raise ValueError("not a SHA-256")
    return Anchor(int(content["sequence"]), digest, series)


def _path(state: Path, identity: str) -> Path:
    return state / f"{identity}.json"


def _hash_at(connection: Connection, sequence: int) -> bytes | None:
    query = "SELECT sha256 FROM seal WHERE sequence = ?"
    found: bytes | None = connection.exec_driver_sql(query, (sequence,)).scalar()
    return found


def _restored_after(connection: Connection, seen: Anchor) -> bool:
    """Tell whether a restore of this file knew the seal last seen here."""
    query = "SELECT body FROM seal WHERE subject = 'file' AND kind = 'restore'"
    known = [seen.sequence, seen.sha256]
    bodies = connection.exec_driver_sql(query).scalars()
    return any(known in json.loads(body).get("seen", ()) for body in bodies)
