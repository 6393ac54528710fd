"""Whatever is done in whatever order: no gap, no cent lost, and verification finds nothing."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from facturdesk.domain.errors import ActionableError
from facturdesk.usecases.correcting import correct
from facturdesk.usecases.crediting import credit
from facturdesk.usecases.paying import Received, pay, pay_several, payments, unpay
from facturdesk.usecases.results import DocumentResult
from facturdesk.usecases.safekeeping import verify
from facturdesk.usecases.sales import save_sale
from facturdesk.usecases.using_credit import allocate_credit
from facturdesk.usecases.viewing import ListQuery, list_documents, show
from tests.properties.examples import examples
from tests.usecases.shops import CONSUMER, FIRM, new_file, opened

CUSTOMERS = (FIRM, {**CONSUMER, "code": "C0002"})
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "description": st.just("Thé"),
            "quantity": st.sampled_from(["1", "2", "0.3333", "7"]),
            "unit_price": st.sampled_from(["0.99", "33.33", "12.345678", "150.00"]),
            "vat_rate": st.sampled_from(["5.5", "10", "20"]),
        }
    ),
    min_size=1,
    max_size=3,
)
FIRST = {"description": "Thé", "quantity": "3", "unit_price": "33.33", "vat_rate": "20"}
AMOUNTS = st.integers(1, 40_000)
PICK = st.integers(0, 10**6)


class Shopkeeping(RuleBasedStateMachine):
    """A shop at work; what was told is added up apart, and compared after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = self.open.enter_context(tempfile.TemporaryDirectory())
        self.shop = self.open.enter_context(opened(new_file(Path(folder))))
        self.invoiced: dict[str, int] = {}  # by number, what stands
        self.credited = 0
        self.paid: dict[int, int] = {}  # by id, what stands

    @initialize()
    def begin(self) -> None:
        for customer in CUSTOMERS:
            self.sell([FIRST], customer, include_vat=False, received=False)

    @rule(
        lines=LINES,
        customer=st.sampled_from(CUSTOMERS),
        include_vat=st.booleans(),
        received=st.booleans(),
    )
    def sell(self, lines: Any, customer: Any, *, include_vat: bool, received: bool) -> None:
        sale = {"customer": customer, "lines": lines, "prices_include_vat": include_vat}
        if received:
            sale["paid"] = [{"method": "card", "amount": "0.10"}]
        issued = save_sale(self.shop, sale, issue=True)
        self._told(issued)
        if received:
            self.paid[payments(self.shop)[0].id] = 10

    @precondition(lambda self: self.invoiced)
    @rule(pick=PICK, amount=AMOUNTS, method=st.sampled_from(["card", "cash"]))
    def receive(self, pick: int, amount: int, method: str) -> None:
        number = self._one(pick)
        result = self._tried(pay, number, amount_minor=amount, method=method)
        if result:
            self.paid[result.payment] = amount

    @rule(amount=AMOUNTS, customer=st.sampled_from(["C0001", "C0002"]))
    def receive_for_several(self, amount: int, customer: str) -> None:
        result = self._tried(pay_several, customer, Received(amount, "transfer"))
        if result:
            self.paid[result.payment] = amount

    @precondition(lambda self: self.paid)
    @rule(pick=PICK)
    def take_back(self, pick: int) -> None:
        payment = sorted(self.paid)[pick % len(self.paid)]
        unpay(self.shop, payment, reason="Impayé")
        del self.paid[payment]

    @precondition(lambda self: self.invoiced)
    @rule(pick=PICK, quantity=st.sampled_from([None, "1", "0.2"]), line=st.integers(1, 3))
    def give_back(self, pick: int, quantity: str | None, line: int) -> None:
        requests = [{"line": line, "quantity": quantity}] if quantity else None
        note = self._tried(credit, self._one(pick), requests=requests)
        if note:
            self.credited += note.gross_minor

    @precondition(lambda self: self.invoiced)
    @rule(pick=PICK, lines=LINES)
    def put_right(self, pick: int, lines: Any) -> None:
        number = self._one(pick)
        corrective = self._tried(correct, number, {"lines": lines})
        if corrective:
            del self.invoiced[number]
            self._told(corrective)

    @rule(customer=st.sampled_from(["C0001", "C0002"]))
    def use_credit(self, customer: str) -> None:
        self._tried(allocate_credit, customer)

    @invariant()
    def balances_are_invoices_less_credits_less_payments(self) -> None:
        documents = list_documents(self.shop, ListQuery())
        credit_left = sum(entry.unallocated_minor for entry in payments(self.shop))
        owed = sum(document.balance_minor for document in documents) - credit_left

        assert owed == sum(self.invoiced.values()) - self.credited - sum(self.paid.values())
        for document in documents:
            low, high = sorted((0, document.gross_minor * _sign(document)))
            assert low <= document.balance_minor <= high

    def teardown(self) -> None:
        with self.open:
            verify(self.shop)
            for number in self.invoiced:
                shown = show(self.shop, number)
                settled = sum(part.amount_minor for part in shown.settlements)
                assert shown.result.balance_minor == shown.result.gross_minor - settled
            numbers = sorted(
                document.number or "" for document in list_documents(self.shop, ListQuery())
            )
            for letter in "AF":
                series = [number for number in numbers if number.startswith(letter)]
                assert series == [f"{letter}2026-{n:05}" for n in range(1, len(series) + 1)]

    def _told(self, issued: DocumentResult) -> None:
        assert issued.number
        self.invoiced[issued.number] = issued.gross_minor

    def _one(self, pick: int) -> str:
        return sorted(self.invoiced)[pick % len(self.invoiced)]

    def _tried(self, work: Any, *arguments: Any, **how: Any) -> Any:
        """Do what the rules may refuse; nothing may have changed then."""
        try:
            return work(self.shop, *arguments, **how)
        except ActionableError:
            return None


def _sign(document: DocumentResult) -> int:
    return -1 if document.kind == "credit_note" else 1


TestShopkeeping = Shopkeeping.TestCase
TestShopkeeping.settings = settings(examples(15), stateful_step_count=25)
