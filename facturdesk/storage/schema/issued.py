"""What was issued: documents as frozen, with their originals. Insert-only."""

from __future__ import annotations

from sqlalchemy import Column, Index, Text, text

from facturdesk.storage.schema.columns import (
    child_table,
    key,
    maybe_whole,
    maybe_words,
    of_document,
    rank,
    raw,
    table,
    to,
    whole,
    words,
)

party_snapshot = table(
    "party_snapshot",
    key(),
    raw("sha256", unique=True),  # of role, line feed, body
    words("role"),  # seller, customer
    words("body"),  # JSON of Seller or Customer
)

text_snapshot = table(
    "text_snapshot",
    key(),
    raw("sha256", unique=True),  # of body
    words("body"),  # JSON of a tuple of Mention
)

document = table(
    "document",
    key(),
    words("kind"),
    words("origin"),  # issued, taken_over
    to("series_id", "number_series.id", nullable=True),
    maybe_whole("counter"),
    words("number"),
    words("issued_on"),
    maybe_words("supplied_on"),
    words("type_code"),
    words("framework"),
    Column("currency", Text, nullable=False, server_default="EUR"),
    whole("prices_include_vat", 0),
    words("order_reference"),
    words("payment_reference"),
    maybe_whole("discount_bp"),
    maybe_whole("discount_minor"),
    whole("terms_days"),
    whole("terms_end_of_month", 0),
    whole("terms_end_of_month_first", 1),
    words("note"),
    words("reason"),
    whole("net_minor"),
    whole("vat_minor"),
    whole("gross_minor"),
    to("seller_id", "party_snapshot.id"),
    to("customer_id", "party_snapshot.id"),
    to("mentions_id", "text_snapshot.id"),
    to("party_id", "party.id"),  # the card, for lists; what it was then is customer_id
    # SQLite ends every index with the id: rows of one day stand in the order of issue
    Index("document_by_number", "number", unique=True),
    Index(
        "document_by_counter",
        "series_id",
        "counter",
        unique=True,
        sqlite_where=text("series_id IS NOT NULL"),
    ),
    Index("document_by_day", "issued_on"),
    Index("document_by_party", "party_id", "issued_on"),
    Index("document_by_gross", "gross_minor"),
    Index("document_of_kind", "kind", "issued_on", sqlite_where=text("kind <> 'invoice'")),
)

document_line = child_table(
    "document_line",
    of_document(),
    rank("position"),
    words("kind"),
    words("name"),
    words("detail"),
    words("item_code"),
    words("nature"),
    whole("quantity_e4", 0),
    words("unit"),
    whole("unit_price_e6", 0),
    maybe_whole("discount_bp"),
    maybe_whole("discount_fixed_minor"),
    whole("discount_minor", 0),
    whole("discountable", 1),
    whole("amount_minor", 0),
    whole("settled_minor", 0),
    whole("net_minor", 0),
    whole("net_unit_price_e6", 0),
    whole("price_base_quantity", 1),
    whole("net_discount_minor", 0),
    maybe_words("vat_category"),
    maybe_whole("vat_rate_bp"),
    maybe_words("vat_ground"),
    maybe_words("vat_case"),
    maybe_whole("purchase_cost_minor"),
    maybe_whole("source_position"),
)

document_tax = child_table(
    "document_tax",
    of_document(),
    rank(),
    words("category"),
    whole("rate_bp"),
    words("ground"),
    words("vat_case"),
    whole("base_minor"),
    whole("vat_minor"),
    whole("lines_minor"),
    whole("discount_minor", 0),
    whole("charges_minor", 0),
    whole("discount_amount_minor", 0),
    words("reason"),
)

due_instalment = child_table(
    "due_instalment",
    of_document(),
    rank(),
    words("due_on"),
    whole("amount_minor"),
)

document_receipt = child_table(  # money received at issue; its payment is in `payment` too
    "document_receipt",
    of_document(),
    rank(),
    words("method"),
    whole("amount_minor"),
    words("received_on"),
    words("reference"),
)

document_link = child_table(
    "document_link",
    of_document(),
    rank(),
    words("relation"),  # credits, replaces
    to("target_id", "document.id", nullable=True),
    words("number"),
    words("issued_on"),
    Index("document_link_by_target", "target_id"),
)

stored_file = table(
    "stored_file",
    of_document(),
    raw("sha256"),
    words("media_type"),
    raw("content"),
)
