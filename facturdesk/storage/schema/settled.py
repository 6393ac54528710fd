"""What was paid and sealed: payments, allocations, the chain of seals. Insert-only."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Text, text

from facturdesk.storage.schema.columns import (
    child_table,
    key,
    rank,
    raw,
    table,
    to,
    whole,
    words,
)

payment = table(
    "payment",
    key(),
    to("party_id", "party.id"),
    words("received_on"),
    words("method"),
    whole("amount_minor"),  # negative on a counter-entry
    Column("currency", Text, nullable=False, server_default="EUR"),
    words("reference"),
    to("reverses_id", "payment.id", nullable=True),
    words("reason"),
    Index("payment_by_party", "party_id", "received_on"),
    Index("payment_by_day", "received_on"),
    Index("payment_by_amount", "amount_minor"),
    Index(
        "payment_by_reference",
        text("reference COLLATE NOCASE"),
        sqlite_where=text("reference <> ''"),
    ),
    Index(
        "payment_reversed_once",
        "reverses_id",
        unique=True,
        sqlite_where=text("reverses_id IS NOT NULL"),
    ),
)

allocation = table(
    "allocation",
    key(),
    words("kind"),  # payment, credit, replaced, write_off
    to("payment_id", "payment.id", nullable=True),
    to("source_document_id", "document.id", nullable=True),
    to("target_document_id", "document.id"),
    whole("amount_minor"),  # what it takes off the target; negative on a counter-entry
    words("allocated_on"),
    to("reverses_id", "allocation.id", nullable=True),
    Index("allocation_by_target", "target_document_id"),
    Index("allocation_by_payment", "payment_id", sqlite_where=text("payment_id IS NOT NULL")),
    Index(
        "allocation_by_source",
        "source_document_id",
        sqlite_where=text("source_document_id IS NOT NULL"),
    ),
    CheckConstraint("payment_id IS NOT NULL OR source_document_id IS NOT NULL"),
)

allocation_tax = child_table(
    "allocation_tax",
    to("allocation_id", "allocation.id", primary_key=True),
    rank(),
    words("category"),
    whole("rate_bp"),
    words("ground"),
    words("vat_case"),
    whole("gross_minor"),
)

seal = table(
    "seal",
    key("sequence"),
    words("sealed_at"),
    words("kind"),  # issue, payment, reversal, setting, restore, reprint, version, …
    words("subject"),  # document:12, payment:7, company, file
    whole("format"),
    words("actor"),
    words("device"),
    words("program"),
    words("body"),  # canonical JSON
    raw("previous"),
    raw("sha256"),
    Index("seal_by_subject", "subject"),
)
