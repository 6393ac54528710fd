"""What the shop keeps and may change: its profile, cards, drafts, number series."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint, text

from facturdesk.storage.schema.columns import (
    key,
    maybe_whole,
    maybe_words,
    metadata,
    raw,
    table,
    to,
    whole,
    words,
)

company = table(
    "company",
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    words("file_id"),  # random, for the record of the last seal kept outside the file
    words("created_at"),
    whole("demonstration", 0),
    words("profile"),  # JSON of domain.parties.Seller
    words("numbering"),  # JSON of domain.cards.Numbering
    raw("logo", server_default=text("x''")),
)

party = table(
    "party",
    key(),
    words("code", unique=True),
    words("role"),  # customer, supplier, both
    words("kind"),  # consumer, firm, public
    words("name"),
    words("sort_key"),
    words("siren"),
    words("siret"),
    words("vat_number"),
    words("email"),
    words("language"),
    words("electronic_address"),
    words("address"),  # JSON of Address
    maybe_words("delivery_address"),  # JSON
    maybe_words("terms"),  # JSON of PaymentTerms
    maybe_whole("discount_bp"),
    Column("contacts", Text, nullable=False, server_default="[]"),
    words("note"),
    maybe_words("archived_at"),
    to("merged_into_id", "party.id", nullable=True),  # straight to a card that is not merged
    Column("tags", Text, nullable=False, server_default="[]"),  # JSON list of texts
    words("phone"),
    Index("party_by_name", "sort_key"),
    Index("party_by_siren", "siren", sqlite_where=text("siren <> ''")),
    Index("party_merged", "merged_into_id", sqlite_where=text("merged_into_id IS NOT NULL")),
)

item = table(
    "item",
    key(),
    words("code", unique=True),
    words("barcode"),
    words("name"),
    words("sort_key"),
    words("description"),
    words("nature"),
    words("unit"),
    whole("price_e6", 0),
    whole("price_includes_vat", 0),
    maybe_whole("vat_rate_bp"),
    words("vat_case"),
    maybe_whole("cost_minor"),
    whole("discountable", 1),
    maybe_words("archived_at"),
    words("category"),
    Index("item_by_name", "sort_key"),
    Index("item_by_barcode", "barcode", sqlite_where=text("barcode <> ''")),
    Index("item_by_category", "category", sqlite_where=text("category <> ''")),
)

item_photo = table(
    "item_photo",
    to("item_id", "item.id", primary_key=True),
    raw("sha256"),  # of content, compared by `verify`
    raw("content"),  # JPEG
)

draft = Table(
    "draft",
    metadata,
    key(),
    words("kind"),
    to("party_id", "party.id", nullable=True),
    words("body"),  # JSON of domain.sale.Sale
    words("created_at"),
    words("updated_at"),
    whole("gross_minor", 0),
    sqlite_autoincrement=True,  # the id of a draft is not used again
    sqlite_strict=True,
)

number_series = table(
    "number_series",
    key(),
    words("kind"),  # a DocumentKind; corrective invoices share the series of invoices
    whole("year"),
    words("pattern"),
    whole("next_counter", 1),
    maybe_words("last_issued_on"),
    UniqueConstraint("kind", "year"),
)

dated_value = table(
    "dated_value",
    key(),
    words("table_name"),
    words("code"),
    words("valid_from"),
    words("value"),
    words("source"),
)
