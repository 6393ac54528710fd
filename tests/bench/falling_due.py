"""A large file in which very many invoices have just fallen due, as if nobody had paid them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.bench.raw_lists import open_raw

_CHOSEN: Final = """
CREATE TEMP TABLE chosen AS
SELECT document.id, min(due_on) AS due_on, gross_minor
FROM document JOIN due_instalment ON document_id = document.id
WHERE kind = 'invoice' AND gross_minor > 0
    AND document.id % (SELECT max(1, count(*) * 9 / 10 / :count) FROM document) = 0
GROUP BY document.id LIMIT :count"""
_OWED: Final = """
UPDATE receivable SET balance_minor = chosen.gross_minor, settled_by = NULL, recheck = 0,
    next_due_on = chosen.due_on, unflagged_due_on = chosen.due_on
FROM chosen WHERE chosen.id = document_id"""
_NEVER_SEEN: Final = "DELETE FROM overdue_flag WHERE document_id IN (SELECT id FROM chosen)"


def let_fall_due(path: Path, count: int) -> int:
    """Let so many invoices of any age be open and without a flag; how many they are."""
    raw = open_raw(path)
    raw.execute(_CHOSEN, {"count": count})
    raw.execute("BEGIN")
    raw.execute(_NEVER_SEEN)
    changed: int = raw.execute(_OWED).rowcount
    raw.execute("COMMIT")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    return changed
