"""Receipts: what the page says is what was recorded."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from facturdesk.usecases.lending import lend_original
from facturdesk.usecases.paying import Received, pay, pay_several, unpay
from facturdesk.usecases.receipts import receipt, save_receipt
from facturdesk.usecases.refusals import PaymentIsReversal, PaymentReversed
from facturdesk.usecases.saving import OutputIsDataFile
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import original
from tests.usecases.shops import MIXED, SALE, TEA, sold


def text_of(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join("\n".join(pages).replace("\u202f", " ").replace("\u00a0", " ").split())


def test_it_says_who_paid_what_and_what_is_left(shop: Shop) -> None:
    numbers = [sold(shop, SALE), sold(shop, MIXED)]
    done = pay_several(shop, "C0001", Received(20_000, "cheque", None, "n° 7"), numbers=numbers)

    said = text_of(receipt(shop, done.payment))

    for fact in ("Client SA", "200,00 €", "24/11/2026", "n° 7", *numbers):
        assert fact in said
    assert "120,00 120,00 0,00" in said
    assert "151,65 80,00 71,65" in said


def test_a_stranger_reads_it_in_both_languages(shop: Shop) -> None:
    abroad = {"name": "British Tea Ltd", "kind": "consumer", "language": "en"}
    done = pay(
        shop,
        sold(shop, {"customer": abroad, "lines": [TEA]}),
        amount_minor=5_000,
        method="transfer",
    )

    said = text_of(receipt(shop, done.payment))

    assert "Reçu / Receipt" in said
    assert "Virement / Transfer" in said


def test_money_kept_as_credit_is_said(shop: Shop) -> None:
    done = pay(shop, sold(shop), amount_minor=15_000, method="card")

    assert "30,00 €" in text_of(receipt(shop, done.payment))


def test_many_invoices_go_on_to_a_second_page(shop: Shop) -> None:
    numbers = [sold(shop, SALE) for _ in range(25)]
    done = pay_several(shop, "C0001", Received(300_000, "transfer"), numbers=numbers)

    pdf = receipt(shop, done.payment)

    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert all(number in text_of(pdf) for number in numbers)


def test_the_same_payment_gives_the_same_bytes(shop: Shop) -> None:
    done = pay(shop, sold(shop), amount_minor=2_000, method="card")

    assert receipt(shop, done.payment) == receipt(shop, done.payment)


def test_none_is_given_for_what_was_undone(shop: Shop) -> None:
    done = pay(shop, sold(shop), amount_minor=2_000, method="card")
    undone = unpay(shop, done.payment, reason="Erreur")

    with pytest.raises(PaymentReversed):
        receipt(shop, done.payment)
    with pytest.raises(PaymentIsReversal):
        receipt(shop, undone.payment)


def test_it_is_saved_where_one_wants_but_never_over_the_data(shop: Shop, tmp_path: Path) -> None:
    done = pay(shop, sold(shop), amount_minor=2_000, method="card")

    save_receipt(shop, done.payment, tmp_path / "reçu.pdf")

    assert (tmp_path / "reçu.pdf").read_bytes() == receipt(shop, done.payment)
    with pytest.raises(OutputIsDataFile):
        save_receipt(shop, done.payment, shop.store.path)


def test_a_lent_original_is_a_copy_of_it(shop: Shop) -> None:
    number = sold(shop)

    file = lend_original(shop, number)

    assert (file.name, file.read_bytes()) == (f"{number}.pdf", original(shop, number))
