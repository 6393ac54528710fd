"""The tables of the data file, as they are today (older files: `migrations`).

Days are ISO texts, instants ISO texts in UTC, amounts whole minor units (`_minor`), unit
prices `_e6`, quantities `_e4`, rates basis points (`_bp`). Tables in INSERT_ONLY hold what
happened: their rows are never changed nor deleted (triggers: `sqlite`). A later version
may only add nullable columns to them, at the end.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Index

from facturdesk.storage.schema.columns import metadata
from facturdesk.storage.schema.issued import (
    document,
    document_line,
    document_link,
    document_receipt,
    document_tax,
    due_instalment,
    party_snapshot,
    stored_file,
    text_snapshot,
)
from facturdesk.storage.schema.kept import (
    company,
    dated_value,
    draft,
    item,
    item_photo,
    number_series,
    party,
)
from facturdesk.storage.schema.moving import document_event, overdue_flag, receivable
from facturdesk.storage.schema.settled import allocation, allocation_tax, payment, seal

__all__ = [
    "APPLICATION_ID",
    "INSERT_ONLY",
    "SCHEMA_VERSION",
    "SEALED_CHILDREN",
    "USER_VERSION",
    "allocation",
    "allocation_tax",
    "company",
    "dated_value",
    "document",
    "document_event",
    "document_line",
    "document_link",
    "document_receipt",
    "document_tax",
    "draft",
    "due_instalment",
    "item",
    "item_photo",
    "metadata",
    "number_series",
    "overdue_flag",
    "party",
    "party_snapshot",
    "payment",
    "receivable",
    "seal",
    "stored_file",
    "text_snapshot",
]

SCHEMA_VERSION: Final = "0002"  # the last migration
USER_VERSION: Final = int(SCHEMA_VERSION)  # the same, in the header of the file
APPLICATION_ID: Final = 0x46445331  # "FDS1"

INSERT_ONLY: Final = (
    party_snapshot,
    text_snapshot,
    document,
    document_line,
    document_tax,
    due_instalment,
    document_receipt,
    document_link,
    stored_file,
    payment,
    allocation,
    allocation_tax,
    seal,
)
# a child row of a sealed document is refused too
SEALED_CHILDREN: Final = (
    document_line,
    document_tax,
    due_instalment,
    document_receipt,
    document_link,
    stored_file,
)

# no seal covers these and nothing else tells their values: an index over the whole row is a
# second copy, which SQLite's integrity check compares, so that damage does not go unseen
for _table in (party, item, draft, overdue_flag, document_event):
    Index(f"{_table.name}_whole", *list(_table.columns)[1:])
Index("item_photo_whole", item_photo.c.sha256)  # which says what the content is
