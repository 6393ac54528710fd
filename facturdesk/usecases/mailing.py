"""Prepares a message with the original of a document, for the user's own mail program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from facturdesk.domain.document import Document
from facturdesk.domain.money import Money
from facturdesk.domain.sale import DocumentKind
from facturdesk.i18n import Catalogue, marked, pick_language
from facturdesk.mail.draft_message import Attachment, Draft, read_address, write_draft
from facturdesk.storage.documents import Filed, load_original
from facturdesk.storage.events import MAILED, add_event
from facturdesk.storage.parties import load_party, party_by_code
from facturdesk.system import mail_programs
from facturdesk.system.names import safe_name
from facturdesk.usecases.finding import issued_document
from facturdesk.usecases.refusals import OriginalMissing
from facturdesk.usecases.saving import output_errors, save_file
from facturdesk.usecases.shop import Shop

_SUBJECTS: Final = {
    DocumentKind.INVOICE: marked("document", "Invoice {number} from {seller}"),
    DocumentKind.CORRECTIVE_INVOICE: marked(
        "document", "Corrective invoice {number} from {seller}"
    ),
    DocumentKind.CREDIT_NOTE: marked("document", "Credit note {number} from {seller}"),
}
_INVOICE_DUE: Final = marked(
    "document",
    "Hello,\n\nPlease find attached our invoice {number} of {day} for {amount}: {owed} to be "
    "paid by {due}.\n\nKind regards,\n{seller}\n",
)
_INVOICE_PAID: Final = marked(
    "document",
    "Hello,\n\nPlease find attached our invoice {number} of {day} for {amount}. Nothing is "
    "left to pay.\n\nKind regards,\n{seller}\n",
)
_CREDIT_NOTE: Final = marked(
    "document",
    "Hello,\n\nPlease find attached our credit note {number} of {day} for {amount}.\n\n"
    "Kind regards,\n{seller}\n",
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message ready to be opened; `to` is empty where the customer has no usable address."""

    number: str
    to: str
    file_name: str
    content: bytes


def prepare_message(shop: Shop, number: str) -> Prepared:
    """Write the message of a document, in the language of its customer.

    Raises:
        DocumentUnknown: no document has this number.
        OriginalMissing: it has no original (demonstration, or taken over).
    """
    with shop.store.read() as connection:
        filed = issued_document(connection, number)
        original = load_original(connection, filed.id)
        address = _address_now(connection, filed)
    if original is None:
        raise OriginalMissing(number=number)
    document = filed.document
    words = shop.catalogue(pick_language(document.customer.language))
    name = safe_name(number)
    draft = Draft(
        to_name=document.customer.name,
        to_address=address,
        from_name=_seller_name(document),
        from_address=document.seller.email,
        subject=words.text(
            "document", _SUBJECTS[document.kind], number=number, seller=_seller_name(document)
        ),
        text=_text(words, document),
    )
    content = write_draft(draft, Attachment(f"{name}.pdf", original), now=shop.stamp().now)
    usable = address if read_address("", address) else ""
    return Prepared(number, usable, f"{name}.eml", content)


def put_aside(shop: Shop, prepared: Prepared) -> Path:
    """Write a message where the mail program reads it: a private folder, emptied days later.

    Raises:
        OutputDiskFull, OutputForbidden, OutputFailed: it cannot be written.
    """
    name = Path(prepared.file_name)
    with output_errors(name):
        target = mail_programs.private_folder(now=shop.stamp().now) / name
    save_file(target, prepared.content, data_file=shop.store.path)
    return target


def clear_messages(shop: Shop) -> None:
    """Remove the messages put aside days ago: the mail program has them, or nobody wants them."""
    mail_programs.clear_folders(now=shop.stamp().now)


def save_message(shop: Shop, prepared: Prepared, target: Path) -> None:
    """Write a message where the user wants it, to open it by themselves.

    Raises:
        ActionableError: it cannot be written there.
    """
    save_file(target, prepared.content, data_file=shop.store.path)
    record_mailed(shop, prepared, {"file": str(target)})


def record_mailed(shop: Shop, prepared: Prepared, detail: dict[str, object] | None = None) -> None:
    """Record that a message was prepared; whether it was sent, only the mail program knows."""
    with shop.store.write(shop.stamp()) as tx:
        filed = issued_document(tx.connection, prepared.number)
        add_event(tx, filed.id, MAILED, {"to": prepared.to, **(detail or {})})


def opens_messages() -> bool:
    """Tell whether this computer has a program for messages."""
    return mail_programs.opens_messages()


def _address_now(connection: Connection, filed: Filed) -> str:
    """Give the customer's address as it is now: the one on the document may have changed."""
    merged = party_by_code(connection, filed.document.customer.code)
    card = merged[1] if merged else load_party(connection, filed.party_id)
    written = [card.customer.email, *(contact.email for contact in card.contacts)]
    written.append(filed.document.customer.email)
    return next((each for each in written if read_address("", each)), "")


def _seller_name(document: Document) -> str:
    return document.seller.trade_name or document.seller.legal_name


def _text(words: Catalogue, document: Document) -> str:
    """Write what the message says; nothing is asked for where nothing is owed."""
    facts: dict[str, object] = {
        "number": document.number,
        "day": document.issued_on,
        "amount": Money(document.gross_minor, document.currency),
        "seller": _seller_name(document),
    }
    if document.kind is DocumentKind.CREDIT_NOTE:
        return words.text("document", _CREDIT_NOTE, **facts)
    if document.due_minor > 0 and document.due_on is not None:
        owed = Money(document.due_minor, document.currency)
        return words.text("document", _INVOICE_DUE, **facts, owed=owed, due=document.due_on)
    return words.text("document", _INVOICE_PAID, **facts)
