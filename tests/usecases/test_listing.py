"""Lists: every order agrees with a plain sort, every chip with what it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from facturdesk.i18n import sort_key
from facturdesk.usecases.document_lists import CREDIT_NOTES, DOCUMENTS, INVOICES, ListedDocument
from facturdesk.usecases.drafting import NOBODY, keep, load
from facturdesk.usecases.listing import ALL, ListSource, ListWish, Total
from facturdesk.usecases.lists import SOURCES, source_named
from facturdesk.usecases.paying import pay
from facturdesk.usecases.payment_lists import PAYMENTS, payment_status
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.shop import Shop
from tests.usecases.demo_shops import demo_file
from tests.usecases.shops import CONSUMER, SALE, TODAY, opened, sold

NOTHING = dt.date.max
RANKS = ("draft", "overdue", "due_soon", "open", "part_paid", "paid", "credited", "replaced")
STANDINGS = ("", "undone", "counter_entry")  # of payments


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A demonstration shop, read only."""
    with opened(demo_file(tmp_path_factory.mktemp("listing"))) as shop:
        yield shop


def everything(shop: Shop, source: ListSource, **wish: Any) -> list[Any]:
    return source.rows(shop, source.ids(shop, ListWish(**wish)))


def test_every_column_of_every_list_can_be_sorted_by() -> None:
    assert not [(s.name, f.name) for s in SOURCES for f in s.fields.values() if not f.sort]


def sorted_orders() -> list[tuple[str, str]]:
    return [(s.name, f.sort) for s in SOURCES for f in s.fields.values() if f.sort]


def key_of(source: ListSource, sort: str) -> Callable[[Any], Any]:
    """Give what rows of a list are compared by; blanks as the list orders them."""
    field = next(each for each in source.fields.values() if each.sort == sort)
    if source is PAYMENTS and sort == "status":
        return lambda row: STANDINGS.index(payment_status(row))
    if sort == "documents":  # the list goes by the first of them
        return lambda row: field.value(row).partition(",")[0]
    if sort == "status":  # what is due soon is open
        return lambda row: RANKS.index(row.status.replace("due_soon", "open"))
    if sort in {"name", "customer"}:
        return lambda row: sort_key(field.value(row))
    if sort == "city":
        return lambda row: field.value(row).lower()
    return lambda row: field.value(row) if field.value(row) is not None else 0


@pytest.mark.parametrize(("name", "sort"), sorted_orders())
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_agrees_with_a_plain_sort(
    busy: Shop, name: str, sort: str, descending: bool
) -> None:
    source = source_named(name)
    listed = everything(busy, source, sort=sort, descending=descending)
    issued = [row for row in listed if row.id > 0]
    if sort == "due":  # what is not due any more follows
        issued = [row for row in issued if row.due_on]
    keys = [key_of(source, sort)(row) for row in issued]

    assert len(keys) > 10 or name in {"items", "credit_notes"}
    assert keys == sorted(keys, reverse=descending)
    assert len({row.id for row in listed}) == len(everything(busy, source)) == len(listed)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_the_first_page_begins_what_follows(busy: Shop, source: ListSource) -> None:
    for field in source.fields.values():
        for descending in (False, True):
            wish = ListWish(sort=field.sort, descending=descending)
            whole = source.ids(busy, wish)
            assert source.ids(busy, wish, limit=30) == whole[:30]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
@pytest.mark.parametrize(
    "narrowed",
    [
        {},
        {"text": "dupont"},
        {"text": "ma"},
        {"text": "12"},
        {"since": dt.date(2026, 10, 1)},
        {"since": dt.date(2026, 3, 1), "until": dt.date(2026, 3, 31), "text": "e"},
    ],
    ids=str,
)
def test_chips_count_what_they_show(
    busy: Shop, source: ListSource, narrowed: dict[str, Any]
) -> None:
    totals = source.totals(busy, ListWish(**narrowed))

    assert list(totals) == list(source.chips)
    for chip, total in totals.items():
        rows = everything(busy, source, chip=chip, **narrowed)
        assert total.count == len(rows), chip
        selected = source.total(busy, [row.id for row in rows], chip)
        known = total.amount_minor is not None
        assert selected == total if known else selected.count == total.count, chip


def test_chips_of_invoices_add_up(busy: Shop) -> None:
    totals = INVOICES.totals(busy, ListWish())
    rows = {chip: everything(busy, INVOICES, chip=chip) for chip in INVOICES.chips}

    for chip in ("all", "draft", "paid"):
        assert totals[chip].amount_minor == sum(row.gross_minor for row in rows[chip])
    for chip in ("to_collect", "overdue"):
        assert totals[chip].amount_minor == sum(row.balance_minor for row in rows[chip])
    assert all(
        row.status in {"overdue", "due_soon", "open", "part_paid"} for row in rows["to_collect"]
    )
    assert all(row.days and row.due_on < TODAY for row in rows["overdue"])
    assert {row.kind for row in rows["all"]} == {"invoice", "corrective_invoice"}
    assert INVOICES.total(busy, [row.id for row in rows["all"]]) == totals["all"]


def test_credit_notes_count_positive_alone_and_negative_among_others(busy: Shop) -> None:
    alone = everything(busy, CREDIT_NOTES)
    notes = [row for row in everything(busy, DOCUMENTS) if row.is_credit]

    assert all(row.gross_minor > 0 for row in alone)
    assert {row.id: -row.gross_minor for row in notes} == {r.id: r.gross_minor for r in alone}
    amount = sum(row.gross_minor for row in alone)
    assert CREDIT_NOTES.totals(busy, ListWish())[ALL] == Total(len(alone), amount)


def test_drafts_stand_first_and_are_found_by_their_words(shop: Shop) -> None:
    sold(shop)
    draft = save_sale(shop, {**SALE, "order_reference": "Chantier Été"})

    def found(**wish: Any) -> list[ListedDocument]:
        return everything(shop, INVOICES, **wish)

    assert [row.id for row in found()] == [-draft.id, 1]
    assert [row.id for row in found(sort="gross")] == [-draft.id, 1]
    assert [row.id for row in found(text="chantier ete")] == [-draft.id]
    assert [row.id for row in found(text="client")] == [-draft.id, 1]
    assert [row.id for row in found(chip="draft")] == [-draft.id]
    assert [row.id for row in found(since=TODAY)] == [1]
    assert [row.id for row in found(customer_code="C0001")] == [-draft.id, 1]
    assert found()[0].gross_minor == 12_000


def test_a_draft_without_a_customer_is_listed(shop: Shop) -> None:
    draft = save_sale(shop, SALE)
    sale = load(shop, draft.id)
    nameless = keep(shop, replace(sale, customer=NOBODY))
    rows = everything(shop, INVOICES, chip="draft")

    assert [(row.id, row.customer_name) for row in rows] == [
        (-nameless, ""),
        (-draft.id, "Client SA"),
    ]


def test_what_is_gone_is_left_out(shop: Shop) -> None:
    sold(shop)

    assert [row.id for row in INVOICES.rows(shop, [7, 1, -9])] == [1]
    assert PAYMENTS.rows(shop, [3]) == []


def test_payments_are_found_by_customer_invoice_reference_and_amount(shop: Shop) -> None:
    pay(shop, sold(shop), amount_minor=12_000, method="cheque", reference="Chq 77-B")
    pay(shop, sold(shop, customer=CONSUMER), amount_minor=5_050, method="card")

    def found(text: str) -> list[int]:
        return [row.id for row in everything(shop, PAYMENTS, text=text)]

    assert found("client") == found("C0001") == found("F2026-00001") == found("120,00") == [1]
    assert found("dupont") == found("50.5") == found("F2026-00002") == [2]
    assert found("F2026") == [2, 1]
    assert found("zzzz") == []


def test_a_reference_is_found_by_its_beginning(shop: Shop) -> None:
    pay(shop, sold(shop), amount_minor=12_000, method="cheque", reference="Chq 77-B")

    assert [row.id for row in everything(shop, PAYMENTS, text="CHQ 7")] == [1]


def test_payments_of_very_many_customers_are_found_too(busy: Shop) -> None:
    rows = everything(busy, PAYMENTS)
    every = everything(busy, PAYMENTS, text="example")  # in nearly every e-mail address

    assert len(rows) // 2 < len(every) <= len(rows)
    assert [row.id for row in every] == [row.id for row in rows if row in every]
