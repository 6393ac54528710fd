"""Version 2: tags and phone of customers, categories and photos of items, what was done with a document."""

from __future__ import annotations

from typing import Final

from alembic import op

VERSION: Final = 2


def upgrade() -> None:
    """Add the columns and tables; nothing that was written is changed."""
    for statement in STATEMENTS:
        op.execute(statement)


STATEMENTS: Final = (
    "ALTER TABLE party ADD COLUMN tags TEXT DEFAULT '[]' NOT NULL",
    "ALTER TABLE party ADD COLUMN phone TEXT DEFAULT '' NOT NULL",
    "CREATE INDEX party_merged ON party (merged_into_id) WHERE merged_into_id IS NOT NULL",
    "DROP INDEX party_whole",
    (
        "CREATE INDEX party_whole ON party (code, role, kind, name, sort_key, siren, siret, "
        "vat_number, email, language, electronic_address, address, delivery_address, terms, "
        "discount_bp, contacts, note, archived_at, merged_into_id, tags, phone)"
    ),
    "CREATE INDEX payment_by_amount ON payment (amount_minor)",
    "CREATE INDEX payment_by_reference ON payment (reference COLLATE NOCASE) WHERE reference <> ''",
    "ALTER TABLE item ADD COLUMN category TEXT DEFAULT '' NOT NULL",
    "CREATE INDEX item_by_category ON item (category) WHERE category <> ''",
    "DROP INDEX item_whole",
    (
        "CREATE INDEX item_whole ON item (code, barcode, name, sort_key, description, nature,"
        " unit, price_e6, price_includes_vat, vat_rate_bp, vat_case, cost_minor, "
        "discountable, archived_at, category)"
    ),
    """CREATE TABLE item_photo (
  item_id INTEGER NOT NULL, sha256 BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (item_id),
  FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE RESTRICT
) STRICT""",
    "CREATE INDEX item_photo_whole ON item_photo (sha256)",
    """CREATE TABLE document_event (
  id INTEGER NOT NULL, document_id INTEGER NOT NULL, kind TEXT DEFAULT '' NOT NULL,
  at TEXT DEFAULT '' NOT NULL, actor TEXT DEFAULT '' NOT NULL, detail TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (id), FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE RESTRICT
) STRICT""",
    "CREATE INDEX document_event_whole ON document_event (document_id, kind, at, actor, detail)",
)
