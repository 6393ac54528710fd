"""Random documents of every VAT situation, frozen as the shop freezes them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from facturdesk.documents.original import make_original
from facturdesk.domain.crediting import CreditRequest, credit, creditable_lines
from facturdesk.domain.document import Document, DocumentReference
from facturdesk.domain.errors import InputRefused
from facturdesk.domain.freezing import Issue, freeze, freeze_credit
from facturdesk.domain.mentions import is_platform_customer
from facturdesk.domain.sale import DocumentKind
from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource
from tests.domain.samples import ISSUED_ON, NUMBER, rulebook
from tests.domain.strategies import build


def documents(situation: str, seed: int) -> Iterator[Document]:
    """Give an invoice, what credits it whole, what credits a part of it, what replaces it.

    Credit notes that would be worth nothing do not exist, and are left out.
    """
    seller, sale = build(situation, seed)
    issue = Issue(seller, rulebook(), ISSUED_ON)
    invoice = freeze(sale, issue, NUMBER)
    yield invoice
    for requests in (None, _part(invoice, seed)):
        crediting = replace(issue, references=(_reference("credits"),), reason="Article rendu")
        try:
            given = credit(invoice, [], requests)
            yield freeze_credit(invoice, given, crediting, "A2026-00001")
        except InputRefused:
            continue
    correcting = replace(issue, references=(_reference("replaces"),), reason="Adresse corrigée")
    yield freeze(replace(sale, kind=DocumentKind.CORRECTIVE_INVOICE), correcting, "F2026-00013")


def original_of(document: Document) -> bytes:
    catalogue = load_catalogue(document.customer.language, resource("locale"))
    return make_original(document, catalogue)


def is_judged_french(document: Document) -> bool:
    """Tell whether the French rules must apply (a firm or public body with a SIREN)."""
    return is_platform_customer(document.customer)


def _reference(relation: str) -> DocumentReference:
    return DocumentReference(relation, NUMBER, ISSUED_ON)


def _part(invoice: Document, seed: int) -> list[CreditRequest]:
    """Ask back a part of some lines, a charge among them when there is one."""
    dice = random.Random(seed)
    lines = creditable_lines(invoice)
    ranks = dice.sample(range(1, len(lines) + 1), dice.randint(1, len(lines)))
    return [
        CreditRequest(rank, dice.randint(1, abs(lines[rank - 1].quantity_e4)))
        for rank in sorted(ranks)
    ]
