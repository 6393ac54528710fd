"""What moves beside what is sealed: balances and flags, and what was done with a document.

Balances are rebuilt at will from what happened and compared with it by `verify`.
"""

from __future__ import annotations

from sqlalchemy import Index, text

from facturdesk.storage.schema.columns import key, maybe_words, of_document, table, to, whole, words

receivable = table(
    "receivable",
    of_document(),
    to("party_id", "party.id"),
    # invoices: what the customer owes; credit notes: what is not given back yet, negative
    whole("balance_minor"),
    maybe_words("settled_by"),  # once the balance is nil: paid, credited, replaced
    maybe_words("next_due_on"),  # of the earliest open instalment; NULL: nothing is due
    maybe_words("unflagged_due_on"),  # of the earliest open one without a flag
    whole("recheck", 0),  # 1: a flag may have to be cleared
    Index(
        "receivable_open",
        "next_due_on",
        "party_id",
        "balance_minor",
        sqlite_where=text("next_due_on IS NOT NULL"),
    ),
    Index(
        "receivable_unflagged",
        "unflagged_due_on",
        sqlite_where=text("unflagged_due_on IS NOT NULL"),
    ),
    Index("receivable_recheck", "recheck", sqlite_where=text("recheck = 1")),
    Index(
        "receivable_of_party",
        "party_id",
        "balance_minor",
        sqlite_where=text("balance_minor <> 0"),
    ),
    Index("receivable_closed", "settled_by", sqlite_where=text("settled_by <> 'paid'")),
)

overdue_flag = table(
    "overdue_flag",
    key(),
    to("document_id", "document.id"),
    whole("sequence"),  # of the instalment
    words("flagged_on"),
    maybe_words("cleared_on"),
    Index(
        "overdue_flag_open",
        "document_id",
        "sequence",
        unique=True,
        sqlite_where=text("cleared_on IS NULL"),
    ),
)

document_event = table(  # for the story of a document; the law asks for none of it
    "document_event",
    key(),
    to("document_id", "document.id"),
    words("kind"),  # printed, saved, mailed
    words("at"),
    words("actor"),
    words("detail"),  # JSON: the printer, the folder, the address
)
