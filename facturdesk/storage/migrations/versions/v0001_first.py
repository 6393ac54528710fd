"""Version 1: the tables of the first release, as they were then."""

from __future__ import annotations

from typing import Final

from alembic import op

VERSION: Final = 1


def upgrade() -> None:
    """Make the tables of an empty file; no file older than this one was ever released."""
    for statement in STATEMENTS:
        op.execute(statement)


STATEMENTS: Final = (
    """CREATE TABLE company (
  id INTEGER NOT NULL CHECK (id = 1), file_id TEXT DEFAULT '' NOT NULL,
  created_at TEXT DEFAULT '' NOT NULL, demonstration INTEGER DEFAULT '0' NOT NULL,
  profile TEXT DEFAULT '' NOT NULL, numbering TEXT DEFAULT '' NOT NULL,
  logo BLOB DEFAULT (x'') NOT NULL, PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE dated_value (
  id INTEGER NOT NULL, table_name TEXT DEFAULT '' NOT NULL, code TEXT DEFAULT '' NOT NULL,
  valid_from TEXT DEFAULT '' NOT NULL, value TEXT DEFAULT '' NOT NULL,
  source TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id)
) STRICT""",
    """CREATE TABLE item (
  id INTEGER NOT NULL, code TEXT DEFAULT '' NOT NULL, barcode TEXT DEFAULT '' NOT NULL,
  name TEXT DEFAULT '' NOT NULL, sort_key TEXT DEFAULT '' NOT NULL,
  description TEXT DEFAULT '' NOT NULL, nature TEXT DEFAULT '' NOT NULL,
  unit TEXT DEFAULT '' NOT NULL, price_e6 INTEGER DEFAULT '0' NOT NULL,
  price_includes_vat INTEGER DEFAULT '0' NOT NULL, vat_rate_bp INTEGER,
  vat_case TEXT DEFAULT '' NOT NULL, cost_minor INTEGER,
  discountable INTEGER DEFAULT '1' NOT NULL, archived_at TEXT, PRIMARY KEY (id), UNIQUE (code)
) STRICT""",
    "CREATE INDEX item_by_barcode ON item (barcode) WHERE barcode <> ''",
    "CREATE INDEX item_by_name ON item (sort_key)",
    (
        "CREATE INDEX item_whole ON item (code, barcode, name, sort_key, description, nature,"
        " unit, price_e6, price_includes_vat, vat_rate_bp, vat_case, cost_minor, "
        "discountable, archived_at)"
    ),
    """CREATE TABLE number_series (
  id INTEGER NOT NULL, kind TEXT DEFAULT '' NOT NULL, year INTEGER NOT NULL,
  pattern TEXT DEFAULT '' NOT NULL, next_counter INTEGER DEFAULT '1' NOT NULL,
  last_issued_on TEXT, PRIMARY KEY (id), UNIQUE (kind, year)
) STRICT""",
    """CREATE TABLE party (
  id INTEGER NOT NULL, code TEXT DEFAULT '' NOT NULL, role TEXT DEFAULT '' NOT NULL,
  kind TEXT DEFAULT '' NOT NULL, name TEXT DEFAULT '' NOT NULL,
  sort_key TEXT DEFAULT '' NOT NULL, siren TEXT DEFAULT '' NOT NULL,
  siret TEXT DEFAULT '' NOT NULL, vat_number TEXT DEFAULT '' NOT NULL,
  email TEXT DEFAULT '' NOT NULL, language TEXT DEFAULT '' NOT NULL,
  electronic_address TEXT DEFAULT '' NOT NULL, address TEXT DEFAULT '' NOT NULL,
  delivery_address TEXT, terms TEXT, discount_bp INTEGER, contacts TEXT DEFAULT '[]' NOT NULL,
  note TEXT DEFAULT '' NOT NULL, archived_at TEXT, merged_into_id INTEGER, PRIMARY KEY (id),
  UNIQUE (code), FOREIGN KEY(merged_into_id) REFERENCES party (id) ON DELETE RESTRICT
) STRICT""",
    "CREATE INDEX party_by_name ON party (sort_key)",
    "CREATE INDEX party_by_siren ON party (siren) WHERE siren <> ''",
    (
        "CREATE INDEX party_whole ON party (code, role, kind, name, sort_key, siren, siret, "
        "vat_number, email, language, electronic_address, address, delivery_address, terms, "
        "discount_bp, contacts, note, archived_at, merged_into_id)"
    ),
    """CREATE TABLE party_snapshot (
  id INTEGER NOT NULL, sha256 BLOB NOT NULL, role TEXT DEFAULT '' NOT NULL,
  body TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id), UNIQUE (sha256)
) STRICT""",
    """CREATE TABLE seal (
  sequence INTEGER NOT NULL, sealed_at TEXT DEFAULT '' NOT NULL, kind TEXT DEFAULT '' NOT NULL,
  subject TEXT DEFAULT '' NOT NULL, format INTEGER NOT NULL, actor TEXT DEFAULT '' NOT NULL,
  device TEXT DEFAULT '' NOT NULL, program TEXT DEFAULT '' NOT NULL,
  body TEXT DEFAULT '' NOT NULL, previous BLOB NOT NULL, sha256 BLOB NOT NULL,
  PRIMARY KEY (sequence)
) STRICT""",
    "CREATE INDEX seal_by_subject ON seal (subject)",
    """CREATE TABLE text_snapshot (
  id INTEGER NOT NULL, sha256 BLOB NOT NULL, body TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id),
  UNIQUE (sha256)
) STRICT""",
    """CREATE TABLE document (
  id INTEGER NOT NULL, kind TEXT DEFAULT '' NOT NULL, origin TEXT DEFAULT '' NOT NULL,
  series_id INTEGER, counter INTEGER, number TEXT DEFAULT '' NOT NULL,
  issued_on TEXT DEFAULT '' NOT NULL, supplied_on TEXT, type_code TEXT DEFAULT '' NOT NULL,
  framework TEXT DEFAULT '' NOT NULL, currency TEXT DEFAULT 'EUR' NOT NULL,
  prices_include_vat INTEGER DEFAULT '0' NOT NULL, order_reference TEXT DEFAULT '' NOT NULL,
  payment_reference TEXT DEFAULT '' NOT NULL, discount_bp INTEGER, discount_minor INTEGER,
  terms_days INTEGER NOT NULL, terms_end_of_month INTEGER DEFAULT '0' NOT NULL,
  terms_end_of_month_first INTEGER DEFAULT '1' NOT NULL, note TEXT DEFAULT '' NOT NULL,
  reason TEXT DEFAULT '' NOT NULL, net_minor INTEGER NOT NULL, vat_minor INTEGER NOT NULL,
  gross_minor INTEGER NOT NULL, seller_id INTEGER NOT NULL, customer_id INTEGER NOT NULL,
  mentions_id INTEGER NOT NULL, party_id INTEGER NOT NULL, PRIMARY KEY (id),
  FOREIGN KEY(series_id) REFERENCES number_series (id) ON DELETE RESTRICT,
  FOREIGN KEY(seller_id) REFERENCES party_snapshot (id) ON DELETE RESTRICT,
  FOREIGN KEY(customer_id) REFERENCES party_snapshot (id) ON DELETE RESTRICT,
  FOREIGN KEY(mentions_id) REFERENCES text_snapshot (id) ON DELETE RESTRICT,
  FOREIGN KEY(party_id) REFERENCES party (id) ON DELETE RESTRICT
) STRICT""",
    (
        "CREATE UNIQUE INDEX document_by_counter ON document (series_id, counter)"
        " WHERE series_id IS NOT NULL"
    ),
    "CREATE INDEX document_by_day ON document (issued_on)",
    "CREATE INDEX document_by_gross ON document (gross_minor)",
    "CREATE UNIQUE INDEX document_by_number ON document (number)",
    "CREATE INDEX document_by_party ON document (party_id, issued_on)",
    "CREATE INDEX document_of_kind ON document (kind, issued_on) WHERE kind <> 'invoice'",
    """CREATE TABLE draft (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind TEXT DEFAULT '' NOT NULL,
  party_id INTEGER, body TEXT DEFAULT '' NOT NULL, created_at TEXT DEFAULT '' NOT NULL,
  updated_at TEXT DEFAULT '' NOT NULL, gross_minor INTEGER DEFAULT '0' NOT NULL,
  FOREIGN KEY(party_id) REFERENCES party (id) ON DELETE RESTRICT
) STRICT""",
    (
        "CREATE INDEX draft_whole ON draft (kind, party_id, body, created_at, updated_at, "
        "gross_minor)"
    ),
    """CREATE TABLE payment (
  id INTEGER NOT NULL, party_id INTEGER NOT NULL, received_on TEXT DEFAULT '' NOT NULL,
  method TEXT DEFAULT '' NOT NULL, amount_minor INTEGER NOT NULL,
  currency TEXT DEFAULT 'EUR' NOT NULL, reference TEXT DEFAULT '' NOT NULL, reverses_id INTEGER,
  reason TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id),
  FOREIGN KEY(party_id) REFERENCES party (id) ON DELETE RESTRICT,
  FOREIGN KEY(reverses_id) REFERENCES payment (id) ON DELETE RESTRICT
) STRICT""",
    "CREATE INDEX payment_by_day ON payment (received_on)",
    "CREATE INDEX payment_by_party ON payment (party_id, received_on)",
    (
        "CREATE UNIQUE INDEX payment_reversed_once ON payment (reverses_id)"
        " WHERE reverses_id IS NOT NULL"
    ),
    """CREATE TABLE allocation (
  id INTEGER NOT NULL, kind TEXT DEFAULT '' NOT NULL, payment_id INTEGER,
  source_document_id INTEGER, target_document_id INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL, allocated_on TEXT DEFAULT '' NOT NULL, reverses_id INTEGER,
  PRIMARY KEY (id), CHECK (payment_id IS NOT NULL OR source_document_id IS NOT NULL),
  FOREIGN KEY(payment_id) REFERENCES payment (id) ON DELETE RESTRICT,
  FOREIGN KEY(source_document_id) REFERENCES document (id) ON DELETE RESTRICT,
  FOREIGN KEY(target_document_id) REFERENCES document (id) ON DELETE RESTRICT,
  FOREIGN KEY(reverses_id) REFERENCES allocation (id) ON DELETE RESTRICT
) STRICT""",
    "CREATE INDEX allocation_by_payment ON allocation (payment_id) WHERE payment_id IS NOT NULL",
    (
        "CREATE INDEX allocation_by_source ON allocation (source_document_id)"
        " WHERE source_document_id IS NOT NULL"
    ),
    "CREATE INDEX allocation_by_target ON allocation (target_document_id)",
    """CREATE TABLE document_line (
  document_id INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT DEFAULT '' NOT NULL,
  name TEXT DEFAULT '' NOT NULL, detail TEXT DEFAULT '' NOT NULL,
  item_code TEXT DEFAULT '' NOT NULL, nature TEXT DEFAULT '' NOT NULL,
  quantity_e4 INTEGER DEFAULT '0' NOT NULL, unit TEXT DEFAULT '' NOT NULL,
  unit_price_e6 INTEGER DEFAULT '0' NOT NULL, discount_bp INTEGER, discount_fixed_minor INTEGER,
  discount_minor INTEGER DEFAULT '0' NOT NULL, discountable INTEGER DEFAULT '1' NOT NULL,
  amount_minor INTEGER DEFAULT '0' NOT NULL, settled_minor INTEGER DEFAULT '0' NOT NULL,
  net_minor INTEGER DEFAULT '0' NOT NULL, net_unit_price_e6 INTEGER DEFAULT '0' NOT NULL,
  price_base_quantity INTEGER DEFAULT '1' NOT NULL,
  net_discount_minor INTEGER DEFAULT '0' NOT NULL, vat_category TEXT, vat_rate_bp INTEGER,
  vat_ground TEXT, vat_case TEXT, purchase_cost_minor INTEGER, source_position INTEGER,
  PRIMARY KEY (document_id, position),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE RESTRICT
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE document_link (
  document_id INTEGER NOT NULL, sequence INTEGER NOT NULL, relation TEXT DEFAULT '' NOT NULL,
  target_id INTEGER, number TEXT DEFAULT '' NOT NULL, issued_on TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (document_id, sequence),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE RESTRICT,
  FOREIGN KEY(target_id) REFERENCES document (id) ON DELETE RESTRICT
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX document_link_by_target ON document_link (target_id)",
    """CREATE TABLE document_receipt (
  document_id INTEGER NOT NULL, sequence INTEGER NOT NULL, method TEXT DEFAULT '' NOT NULL,
  amount_minor INTEGER NOT NULL, received_on TEXT DEFAULT '' NOT NULL,
  reference TEXT DEFAULT '' NOT NULL, PRIMARY KEY (document_id, sequence),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE RESTRICT
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE document_tax (
  document_id INTEGER NOT NULL, sequence INTEGER NOT NULL, category TEXT DEFAULT '' NOT NULL,
  rate_bp INTEGER NOT NULL, ground TEXT DEFAULT '' NOT NULL, vat_case TEXT DEFAULT '' NOT NULL,
  base_minor INTEGER NOT NULL, vat_minor INTEGER NOT NULL, lines_minor INTEGER NOT NULL,
  discount_minor INTEGER DEFAULT '0' NOT NULL, charges_minor INTEGER DEFAULT '0' NOT NULL,
  discount_amount_minor INTEGER DEFAULT '0' NOT NULL, reason TEXT DEFAULT '' NOT NULL,
  PRIMARY KEY (document_id, sequence),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE RESTRICT
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE due_instalment (
  document_id INTEGER NOT NULL, sequence INTEGER NOT NULL, due_on TEXT DEFAULT '' NOT NULL,
  amount_minor INTEGER NOT NULL, PRIMARY KEY (document_id, sequence),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE RESTRICT
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE overdue_flag (
  id INTEGER NOT NULL, document_id INTEGER NOT NULL, sequence INTEGER NOT NULL,
  flagged_on TEXT DEFAULT '' NOT NULL, cleared_on TEXT, PRIMARY KEY (id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE RESTRICT
) STRICT""",
    (
        "CREATE UNIQUE INDEX overdue_flag_open ON overdue_flag (document_id, sequence)"
        " WHERE cleared_on IS NULL"
    ),
    (
        "CREATE INDEX overdue_flag_whole ON overdue_flag (document_id, sequence, flagged_on, "
        "cleared_on)"
    ),
    """CREATE TABLE receivable (
  document_id INTEGER NOT NULL, party_id INTEGER NOT NULL, balance_minor INTEGER NOT NULL,
  settled_by TEXT, next_due_on TEXT, unflagged_due_on TEXT,
  recheck INTEGER DEFAULT '0' NOT NULL, PRIMARY KEY (document_id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE RESTRICT,
  FOREIGN KEY(party_id) REFERENCES party (id) ON DELETE RESTRICT
) STRICT""",
    "CREATE INDEX receivable_closed ON receivable (settled_by) WHERE settled_by <> 'paid'",
    (
        "CREATE INDEX receivable_of_party ON receivable (party_id, balance_minor)"
        " WHERE balance_minor <> 0"
    ),
    (
        "CREATE INDEX receivable_open ON receivable (next_due_on, party_id, balance_minor)"
        " WHERE next_due_on IS NOT NULL"
    ),
    "CREATE INDEX receivable_recheck ON receivable (recheck) WHERE recheck = 1",
    (
        "CREATE INDEX receivable_unflagged ON receivable (unflagged_due_on)"
        " WHERE unflagged_due_on IS NOT NULL"
    ),
    """CREATE TABLE stored_file (
  document_id INTEGER NOT NULL, sha256 BLOB NOT NULL, media_type TEXT DEFAULT '' NOT NULL,
  content BLOB NOT NULL, PRIMARY KEY (document_id),
  FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE RESTRICT
) STRICT""",
    """CREATE TABLE allocation_tax (
  allocation_id INTEGER NOT NULL, sequence INTEGER NOT NULL, category TEXT DEFAULT '' NOT NULL,
  rate_bp INTEGER NOT NULL, ground TEXT DEFAULT '' NOT NULL, vat_case TEXT DEFAULT '' NOT NULL,
  gross_minor INTEGER NOT NULL, PRIMARY KEY (allocation_id, sequence),
  FOREIGN KEY(allocation_id) REFERENCES allocation (id) ON DELETE RESTRICT
) WITHOUT ROWID, STRICT""",
    """CREATE VIRTUAL TABLE document_search USING fts5(
words, content='', detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8 9 10',
tokenize='ascii')""",
    "CREATE INDEX document_search_data_whole ON document_search_data (id, block)",
    "CREATE INDEX document_search_idx_whole ON document_search_idx (segid, term, pgno)",
    """CREATE VIRTUAL TABLE party_search USING fts5(
names, content='', contentless_delete=1, detail=none, prefix='1 2 3',
tokenize='ascii')""",
    "CREATE INDEX party_search_data_whole ON party_search_data (id, block)",
    "CREATE INDEX party_search_idx_whole ON party_search_idx (segid, term, pgno)",
    "CREATE INDEX party_search_docsize_whole ON party_search_docsize (id, sz, origin)",
    """CREATE VIRTUAL TABLE item_search USING fts5(
names, content='', contentless_delete=1, detail=none, prefix='1 2 3',
tokenize='ascii')""",
    "CREATE INDEX item_search_data_whole ON item_search_data (id, block)",
    "CREATE INDEX item_search_idx_whole ON item_search_idx (segid, term, pgno)",
    "CREATE INDEX item_search_docsize_whole ON item_search_docsize (id, sz, origin)",
    "PRAGMA application_id = 1178882865",
)
