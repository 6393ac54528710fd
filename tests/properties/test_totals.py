"""Random sales of every VAT situation: result, paper, XML and data file hold the exact totals."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from facturdesk.domain.parties import Seller
from facturdesk.domain.sale import Sale
from tests.documents.agreement import disagreements
from tests.domain.strategies import sales
from tests.properties.examples import examples
from tests.properties.issued import issued

Made = tuple[Seller, Sale]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("properties")


@given(made=sales())
@examples(20)
def test_result_and_data_file_hold_the_exact_totals(folder: Path, made: Made) -> None:
    with issued(made, folder) as document:
        exact = document.exact(made[1])
        result, rows = document.result, document.rows

    taxes = [
        (group.category, group.rate_bp, group.ground, group.case, tax.base, tax.vat)
        for group, tax in sorted(exact.taxes.items())
    ]
    totals = (exact.net, exact.vat, exact.gross)
    assert (result.net_minor, result.vat_minor, result.gross_minor) == totals
    assert rows.totals == totals
    assert rows.taxes == taxes
    assert rows.line_amounts == list(exact.lines)


@given(made=sales())
@examples(20)
def test_paper_and_xml_say_the_exact_totals(folder: Path, made: Made) -> None:
    with issued(made, folder) as document:
        exact = document.exact(made[1])
        frozen, original = document.document, document.original

    assert [(tax.base_minor, tax.vat_minor) for tax in frozen.taxes] == [
        (tax.base, tax.vat) for _, tax in sorted(exact.taxes.items())
    ]
    assert frozen.gross_minor == exact.gross
    assert disagreements(frozen, original) == []


@given(made=sales().filter(lambda made: made[1].prices_include_vat))
@examples(20)
def test_who_buys_at_prices_with_vat_pays_the_shelf_sum(folder: Path, made: Made) -> None:
    with issued(made, folder) as document:
        exact = document.exact(made[1])
        gross = document.rows.totals[2]

    assert gross == exact.shelf


@given(made=sales())
@examples(15)
def test_what_is_owed_is_the_total_less_what_was_received(folder: Path, made: Made) -> None:
    with issued(made, folder) as document:
        owed, gross = document.rows.balance, document.rows.totals[2]

    received = sum(receipt.amount_minor for receipt in made[1].receipts)
    assert owed == gross - received == document.result.balance_minor
