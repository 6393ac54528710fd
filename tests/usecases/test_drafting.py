"""Drafts as one writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.domain.sale import DocumentKind, Receipt, Sale
from facturdesk.storage.drafts import DraftMissing
from facturdesk.usecases import drafting
from facturdesk.usecases.cards import put_customer, put_item
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.drafting import Start
from facturdesk.usecases.paying import pay
from facturdesk.usecases.refusals import CustomerUnknown, DocumentCredited, DocumentUnknown
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import DRAFT, ListQuery, list_documents, show
from tests.domain.samples import line
from tests.usecases.shops import FIRM, TODAY, new_file, opened, sold


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(new_file(tmp_path)) as made:
        put_customer(made, FIRM)
        yield made


def _draft(shop: Shop) -> Sale:
    begun = drafting.start(shop, Start(customer_code="C0001"))
    return replace(begun, lines=(line("50.00", "2"),))


def test_a_draft_without_a_customer_is_kept(shop: Shop) -> None:
    draft_id = drafting.keep(shop, Sale(drafting.NOBODY, (line(name=""),)))
    kept = drafting.load(shop, draft_id)

    assert (kept.customer, kept.lines[0].name) == (drafting.NOBODY, "")
    assert drafting.keep(shop, replace(kept, note="x"), draft_id) == draft_id
    assert [each.id for each in list_documents(shop, ListQuery(state=DRAFT))] == [draft_id]


def test_a_draft_that_is_gone_is_not_kept_again(shop: Shop) -> None:
    draft_id = drafting.keep(shop, _draft(shop))
    drafting.discard(shop, draft_id)

    with pytest.raises(DraftMissing):
        drafting.keep(shop, _draft(shop), draft_id)
    with pytest.raises(DraftMissing):
        drafting.load(shop, draft_id)
    with pytest.raises(DraftMissing):
        drafting.discard(shop, draft_id)


def test_a_kept_draft_has_its_customer_as_the_card_is_now(shop: Shop) -> None:
    draft_id = drafting.keep(shop, _draft(shop))
    put_customer(shop, {**FIRM, "name": "Client et fils", "language": "en"})

    customer = drafting.load(shop, draft_id).customer
    assert (customer.name, customer.language) == ("Client et fils", "fr")
    number = drafting.issue_draft(shop, draft_id).number
    assert number is not None
    document = show(shop, number).document
    assert document is not None and document.customer.name == "Client et fils"


def test_faults_are_those_of_issuing(shop: Shop) -> None:
    nobody = Sale(drafting.NOBODY, (line(name="茶"), line(name="")))
    found = {(problem.field, problem.code) for problem in drafting.faults(shop, nobody)}

    assert found == {
        ("customer", "customer-not-chosen"),
        ("lines[1].description", "line-description-missing"),
        ("lines[0].description", "characters-not-printable"),
    }
    assert drafting.faults(shop, _draft(shop)) == []


def test_a_day_before_the_last_invoice_is_told_while_writing(shop: Shop) -> None:
    sold(shop)
    early = replace(_draft(shop), issued_on=TODAY - dt.timedelta(days=1))

    assert [problem.code for problem in drafting.faults(shop, early)] == ["issue-date-before-last"]


def test_a_day_no_rule_is_known_for_is_told_too(shop: Shop) -> None:
    strange = replace(_draft(shop), issued_on=dt.date(1999, 1, 1))

    assert "issue-date-before-last" not in str(drafting.faults(shop, strange))
    assert (
        drafting.judge(drafting.ground(shop, strange), strange).resolved.totals.net_minor == 10_000
    )


def test_a_draft_without_a_customer_is_not_issued(shop: Shop) -> None:
    draft_id = drafting.keep(shop, Sale(drafting.NOBODY, (line(),)))

    with pytest.raises(InputRefused) as refused:
        drafting.issue_draft(shop, draft_id)
    assert [problem.field for problem in refused.value.problems] == ["customer"]
    assert drafting.load(shop, draft_id).lines


def test_a_copy_has_the_lines_and_not_the_days(shop: Shop) -> None:
    number = sold(
        shop,
        supply_date="2026-11-20",
        order_reference="BC-1",
        charges=[{"label": "Port", "amount": "5.00"}],
        discount_percent="10",
    )
    copy = drafting.start(shop, Start(copy_of=number))

    assert [each.name for each in copy.lines] == ["Thé vert"]
    assert [(each.label, each.amount_minor) for each in copy.charges] == [("Port", 500)]
    assert (copy.discount.percent_bp, copy.supplied_on, copy.order_reference) == (1_000, None, "")
    assert drafting.faults(shop, copy) == []


def test_a_copy_comes_to_the_same(shop: Shop) -> None:
    number = sold(shop)
    copy_id = drafting.keep(shop, drafting.start(shop, Start(copy_of=number)))

    assert drafting.issue_draft(shop, copy_id).gross_minor == 12_000


def test_a_credit_note_is_copied_as_an_invoice(shop: Shop) -> None:
    number = sold(shop)
    note = credit(shop, number).number
    assert note is not None

    copy = drafting.start(shop, Start(copy_of=note))
    assert (copy.kind, copy.lines[0].quantity_e4) == (DocumentKind.INVOICE, 20_000)


def test_what_a_draft_is_to_be_made_of_must_be_there(shop: Shop) -> None:
    with pytest.raises(DocumentUnknown):
        drafting.start(shop, Start(copy_of="F2026-00099"))
    with pytest.raises(CustomerUnknown):
        drafting.start(shop, Start(customer_code="C9999"))


def test_a_correction_survives_a_restart_and_moves_the_payments(tmp_path: Path) -> None:
    path = new_file(tmp_path)
    with opened(path) as shop:
        number = sold(shop)
        pay(shop, number, amount_minor=5_000, method="transfer")
        draft_id = drafting.keep(shop, drafting.start(shop, Start(corrects=number)))
    with opened(path) as shop:
        again = drafting.load(shop, draft_id)
        assert (again.kind, again.corrects) == (DocumentKind.CORRECTIVE_INVOICE, number)
        cheaper = replace(again, lines=(replace(again.lines[0], unit_price_e6=40_000_000),))
        drafting.keep(shop, replace(cheaper, reason="Prix convenu"), draft_id)
        corrective = drafting.issue_draft(shop, draft_id)

        assert (corrective.gross_minor, corrective.balance_minor) == (9_600, 4_600)
        assert show(shop, number).result.status == "replaced"
        assert corrective.number is not None
        document = show(shop, corrective.number).document
        assert document is not None and document.reason == "Prix convenu"


def test_a_correction_takes_no_money_at_the_counter(shop: Shop) -> None:
    begun = drafting.start(shop, Start(corrects=sold(shop)))
    paid = replace(begun, receipts=(Receipt("cash", 100, TODAY),))

    assert [problem.code for problem in drafting.faults(shop, paid)] == ["correction-receipts"]


def test_an_invoice_credited_since_is_not_corrected(shop: Shop) -> None:
    number = sold(shop)
    draft_id = drafting.keep(shop, drafting.start(shop, Start(corrects=number)))
    credit(shop, number)

    with pytest.raises(DocumentCredited):
        drafting.issue_draft(shop, draft_id)
    assert drafting.load(shop, draft_id).corrects == number


def test_an_item_is_named_by_its_barcode_or_code(shop: Shop) -> None:
    put_item(shop, {"code": "THE-01", "name": "Thé", "price": "8.90", "barcode": "3760000000017"})

    for text in ("3760000000017", "THE-01", "the-01"):
        found = drafting.item_named(shop, text)
        assert found is not None and found.code == "THE-01"
    assert drafting.item_named(shop, "thé") is None
