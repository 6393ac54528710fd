"""The originals of documents as a list needs them: their hashes, without their bytes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from facturdesk.storage.codec import canonical_json


def original_hashes(connection: Connection, ids: Sequence[int]) -> dict[int, bytes]:
    """Give the SHA-256 of the original of each of these documents that has one."""
    rows = connection.exec_driver_sql(
        "SELECT document_id, sha256 FROM json_each(?) JOIN stored_file ON document_id = value",
        (canonical_json(list(ids)),),
    )
    return {row[0]: row[1] for row in rows}
