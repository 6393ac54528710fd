"""Receipts: the paper that says what a customer paid, made anew whenever it is asked for."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from sqlalchemy import Connection

from facturdesk.domain.mentions import seller_mentions
from facturdesk.domain.receipt import PaymentReceipt, SettledInvoice
from facturdesk.i18n import load_catalogue
from facturdesk.storage import codec
from facturdesk.storage.company import load_company
from facturdesk.storage.payments import PaymentRow
from facturdesk.usecases.finding import (
    customer_card,
    document_result,
    issued_document,
    recorded_payment,
)
from facturdesk.usecases.refusals import PaymentIsReversal, PaymentReversed
from facturdesk.usecases.saving import save_file
from facturdesk.usecases.shop import Shop


def receipt(shop: Shop, payment_id: int) -> bytes:
    """Make the PDF of a receipt, in the helper process; balances are those of today.

    Raises:
        PaymentUnknown, PaymentIsReversal, PaymentReversed: there is nothing to give one for.
        HelperError: the helper process gave no answer.
    """
    from facturdesk.system.helper_process import kind_of, shared_helper

    with shop.store.read() as connection:
        told = _told(connection, shop, recorded_payment(connection, payment_id))
        logo = load_company(connection).logo
    payload = {
        "receipt": codec.dump(told),
        "language": told.customer.language,
        "logo": base64.b64encode(logo).decode(),
    }
    return shared_helper().call(kind_of(draw), json.dumps(payload).encode())


def save_receipt(shop: Shop, payment_id: int, target: Path) -> None:
    """Save the PDF of a receipt, in the place of what was there.

    Raises:
        ActionableError: as `receipt`, or the file cannot be written.
        HelperError: the helper process gave no answer.
    """
    save_file(target, receipt(shop, payment_id), data_file=shop.store.path)


def draw(payload: bytes) -> bytes:
    """Draw a receipt; a job of the helper process."""
    from facturdesk.documents.receipt import draw_receipt
    from facturdesk.system.resources import resource

    asked = json.loads(payload)
    return draw_receipt(
        codec.load(PaymentReceipt, asked["receipt"]),
        load_catalogue(asked["language"], resource("locale")),
        logo=base64.b64decode(asked["logo"]),
    )


def _told(connection: Connection, shop: Shop, row: PaymentRow) -> PaymentReceipt:
    if row.reverses_id is not None:
        raise PaymentIsReversal(id=row.id, of=row.reverses_id)
    if row.reversed_by_id is not None:
        raise PaymentReversed(id=row.id, by=row.reversed_by_id)
    seller = load_company(connection).seller
    _, card = customer_card(connection, row.party_code)
    settled = [
        _settled(connection, shop, number, minor) for number, minor in row.allocations if minor
    ]
    return PaymentReceipt(
        number=str(row.id),
        seller=seller,
        customer=card.customer,
        received_on=row.received_on,
        made_on=shop.today,
        method=row.method,
        reference=row.reference,
        amount_minor=row.amount_minor,
        invoices=tuple(settled),
        kept_minor=row.unallocated_minor,
        mentions=seller_mentions(seller, shop.rulebook, shop.today),
    )


def _settled(connection: Connection, shop: Shop, number: str, minor: int) -> SettledInvoice:
    filed = issued_document(connection, number)
    result = document_result(connection, filed.id, filed.document, today=shop.today)
    return SettledInvoice(
        number=number,
        issued_on=filed.document.issued_on,
        gross_minor=result.gross_minor,
        settled_minor=minor,
        left_minor=max(0, result.balance_minor),
    )
