"""Two cards of one customer become one; nothing frozen changes, and they can be parted again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facturdesk.domain.parties import Address
from facturdesk.domain.sale import Sale
from facturdesk.storage.verify import verify
from facturdesk.usecases import drafting
from facturdesk.usecases.account import customer_account
from facturdesk.usecases.cards import customer_card, find_customers, put_customer
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.merging import merge_customers, part_customer
from facturdesk.usecases.paying import Received, pay, pay_several, payments, unpay
from facturdesk.usecases.refusals import CustomerUnknown, MergeOfOneCard, MergeOfTwoFirms
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.using_credit import allocate_credit
from facturdesk.usecases.viewing import ListQuery, list_documents, show
from tests.usecases.shops import FIRM, SALE, sold

GONE = {"code": "B", "name": "Dupond", "email": "b@example.org", "tags": ["pro"], "note": "mardi"}
KEPT = {"code": "A", "name": "Anne Dupont", "tags": ["fidèle"], "note": "jeudi"}


@pytest.fixture
def merged(shop: Shop) -> Shop:
    """Two cards, an invoice of each, a payment in excess of B's; B merged into A."""
    for card in (KEPT, GONE):
        put_customer(shop, card)
    for code in ("A", "B"):
        sold(shop, {**SALE, "customer": code})
    pay(shop, "F2026-00002", amount_minor=20_000, method="card")
    save_sale(shop, {**SALE, "customer": "B"})
    merge_customers(shop, "B", "A")
    return shop


def numbers(shop: Shop, code: str) -> list[str | None]:
    return [row.number for row in list_documents(shop, ListQuery(customer_code=code))]


def is_sound(shop: Shop) -> bool:
    with shop.store.read() as connection:
        return verify(connection) is None


def test_all_that_was_of_the_merged_card_shows_under_the_kept_one(merged: Shop) -> None:
    assert set(numbers(merged, "A")) == {None, "F2026-00001", "F2026-00002"}
    assert [entry.customer for entry in payments(merged, customer_code="A")] == ["A"]
    account = customer_account(merged, "A")
    assert (account.documents, account.balance_minor, account.credit_minor) == (2, 12_000, 8_000)
    assert account.merged == (("B", "Dupond"),)
    assert is_sound(merged)


def test_the_merged_code_stands_for_the_kept_card(merged: Shop) -> None:
    assert customer_card(merged, "B").customer.code == "A"
    assert numbers(merged, "B") == numbers(merged, "A")
    number = sold(merged, {**SALE, "customer": "B"})
    assert show(merged, number).result.customer == "A"
    assert put_customer(merged, {"code": "B", "name": "Anne Durand"}).code == "A"
    assert customer_card(merged, "A").customer.name == "Anne Durand"


def test_the_kept_card_is_found_by_the_name_of_the_other(merged: Shop) -> None:
    assert [hit.code for hit in find_customers(merged, "dupond")] == ["A"]
    put_customer(merged, KEPT)  # also after it was written again
    assert [hit.code for hit in find_customers(merged, "dupond")] == ["A"]


def test_the_kept_card_takes_over_what_it_lacks(merged: Shop) -> None:
    card = customer_card(merged, "A")

    assert (card.customer.name, card.customer.email) == ("Anne Dupont", "b@example.org")
    assert (card.tags, card.note) == (("fidèle", "pro"), "jeudi\nmardi")


def test_what_was_issued_is_as_it_was(merged: Shop) -> None:
    document = show(merged, "F2026-00002").document

    assert document is not None and document.customer.name == "Dupond"


def test_money_of_the_merged_card_settles_debts_of_the_kept_one(merged: Shop) -> None:
    assert allocate_credit(merged, "A").left_minor == 0
    assert show(merged, "F2026-00001").result.balance_minor == 4_000
    pay_several(merged, "A", Received(4_000, "card"), numbers=["F2026-00001"])
    assert is_sound(merged)


def test_a_merged_customer_s_invoice_is_credited_corrected_and_unpaid(merged: Shop) -> None:
    correct(merged, "F2026-00002", {**SALE, "customer": "B"})
    credit(merged, "F2026-00001", reason="retour")
    unpay(merged, 1, reason="erreur")

    assert {row.customer for row in list_documents(merged, ListQuery(customer_code="A"))} == {"A"}
    assert is_sound(merged)


def test_they_are_parted_again(merged: Shop) -> None:
    part_customer(merged, "B")

    assert set(numbers(merged, "B")) == {"F2026-00002"}
    assert set(numbers(merged, "A")) == {None, "F2026-00001"}  # drafts stay with the kept card
    assert customer_account(merged, "B").credit_minor == 8_000
    assert [hit.code for hit in find_customers(merged, "dupond")] == ["B"]
    assert is_sound(merged)


def test_what_was_merged_before_goes_along(merged: Shop) -> None:
    put_customer(merged, {"code": "C", "name": "Dupont et fils"})
    merge_customers(merged, "A", "C")

    assert customer_card(merged, "B").customer.code == "C"
    assert customer_account(merged, "C").documents == 2
    assert is_sound(merged)


def test_what_cannot_be_merged_is_refused(merged: Shop) -> None:
    put_customer(merged, {"code": "F1", "name": "Un", "kind": "firm", "siren": "732829320"})
    put_customer(merged, {"code": "F2", "name": "Deux", "kind": "firm", "siren": "200000008"})

    for code, into, refusal in (
        ("A", "A", MergeOfOneCard),
        ("B", "A", MergeOfOneCard),
        ("F1", "F2", MergeOfTwoFirms),
        ("none", "A", CustomerUnknown),
    ):
        with pytest.raises(refusal):
            merge_customers(merged, code, into)
    with pytest.raises(CustomerUnknown):
        part_customer(merged, "A")


def test_a_draft_goes_to_the_kept_card_with_its_own_place_of_delivery(shop: Shop) -> None:
    for card in (KEPT, GONE):
        put_customer(shop, card)
    customer = replace(
        customer_card(shop, "B").customer,
        delivery_address=Address("3 rue du Port", "", "35000", "Rennes"),
        language="en",
    )
    draft_id = drafting.keep(shop, Sale(customer, ()))
    merge_customers(shop, "B", "A")

    sold_to = drafting.load(shop, draft_id).customer
    assert sold_to.code == "A"
    assert sold_to.delivery_address == customer.delivery_address
    assert sold_to.language == "en"


def test_a_private_person_does_not_become_half_a_firm(shop: Shop) -> None:
    put_customer(shop, {**KEPT, "kind": "consumer"})
    put_customer(shop, {**FIRM, "code": "B", "email": "b@example.org"})
    merge_customers(shop, "B", "A")

    assert customer_card(shop, "A").customer.email == "b@example.org"
    assert sold(shop, {**SALE, "customer": "A"}) == "F2026-00001"


def test_a_payment_undone_while_they_are_merged_parts_with_its_counter_entry(
    merged: Shop,
) -> None:
    unpay(merged, 1, reason="erreur")
    part_customer(merged, "B")

    assert [each.amount_minor for each in payments(merged, customer_code="B")] == [-20_000, 20_000]
    assert payments(merged, customer_code="A") == []
    assert is_sound(merged)
