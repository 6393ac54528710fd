"""Credit notes on random invoices: whatever the steps, they add up to the invoice to the cent."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facturdesk.domain.crediting import creditable_lines
from facturdesk.domain.document import Document
from facturdesk.domain.errors import InputRefused
from facturdesk.domain.money import QUANTITY_PLACES, format_scaled
from facturdesk.domain.parties import Seller
from facturdesk.domain.sale import Sale
from facturdesk.usecases.crediting import credit
from tests.documents.agreement import disagreements
from tests.domain.strategies import sales
from tests.properties.examples import examples
from tests.properties.issued import Issued, issued, look_at

Made = tuple[Seller, Sale]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("credits")


@given(made=sales(), seed=st.integers(0, 2**32))
@examples(12)
def test_credit_notes_mirror_the_invoice(folder: Path, made: Made, seed: int) -> None:
    with issued(made, folder) as invoice:
        notes = list(credited_in_steps(invoice, random.Random(seed)))
        owed, left = invoice.rows.balance, sum(note.rows.balance for note in notes)

    assert sums(note.document for note in notes) == sums([invoice.document])
    assert [disagreements(note.document, note.original) for note in notes] == [[]] * len(notes)
    received = sum(receipt.amount_minor for receipt in made[1].receipts)
    assert (owed, left) == (0, -received)


def credited_in_steps(invoice: Issued, dice: random.Random) -> Iterator[Issued]:
    """Credit some lines in part, then all the rest; steps worth nothing are refused."""
    lines = creditable_lines(invoice.document)
    for _ in range(dice.randint(0, 3)):
        chosen = dice.sample(range(len(lines)), dice.randint(1, len(lines)))
        requests = [
            {"line": i + 1, "quantity": format_scaled(part, QUANTITY_PLACES)}
            for i in chosen
            if (part := dice.randint(1, abs(lines[i].quantity_e4)))
        ]
        note = attempted(invoice, requests)
        if note is not None:
            yield note
    rest = attempted(invoice, None)
    assume(rest is not None)  # what is left is worth nothing: no credit note can say so
    assert rest is not None
    yield rest


def attempted(invoice: Issued, requests: list[dict[str, object]] | None) -> Issued | None:
    try:
        result = credit(invoice.shop, str(invoice.result.number), requests=requests)
    except InputRefused:
        return None
    return look_at(invoice.shop, result)


def sums(documents: Iterable[Document]) -> Counter[str]:
    """Add up nets, VAT and quantities, by VAT group and by line."""
    total: Counter[str] = Counter()
    for document in documents:
        for tax in document.taxes:
            total[f"base {tax.group}"] += tax.base_minor
            total[f"VAT {tax.group}"] += tax.vat_minor
        for line in creditable_lines(document):
            position = line.source_position or line.position
            total[f"quantity {position}"] += line.quantity_e4
            total[f"settled {position}"] += line.settled_minor
        total["gross"] += document.gross_minor
    return total
