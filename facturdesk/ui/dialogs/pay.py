"""Money taken in: from invoices, from a customer, or typed as one says it, « 120 Dupont »."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.money import Money, format_amount
from facturdesk.ui.dialogs.act import ActDialog
from facturdesk.ui.dialogs.debts import DebtsTable
from facturdesk.ui.dialogs.quick_field import QuickField
from facturdesk.ui.dialogs.receipt import print_receipt
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import AmountInput, ChoiceInput, DateInput, TextInput
from facturdesk.ui.money_words import METHODS
from facturdesk.ui.theme import GRID, heading, tabular
from facturdesk.usecases.payable import Payable, payable_of_customer, payable_of_invoices
from facturdesk.usecases.paying import Received, pay_several

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.quick_payment import Candidate
    from facturdesk.usecases.results import PaymentResult

METHOD: Final = "payments/method"  # the preference: the method used last
RECEIPT: Final = "payments/receipt"  # whether a receipt is printed


class PayDialog(ActDialog):
    """Records one payment, of one invoice or of several of one customer; Enter records it."""

    help_topic = "payments"

    recorded = Signal(object)  # PaymentResult

    def __init__(
        self,
        workspace: Workspace,
        *,
        numbers: Sequence[str] = (),
        customer_code: str | None = None,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        words = workspace.words
        act = words.text("ui", "Collect")
        super().__init__(
            workspace, "pay", title=words.text("ui", "Collect a payment"), act=act, parent=parent
        )
        self.setMinimumWidth(GRID * 92)
        self._payable: Payable | None = None
        self._typed_amount = False  # by hand: the ticks no longer change it
        self._quick = QuickField(workspace, "pay", self)
        self._quick.chosen.connect(self._choose)
        self._quick.emptied.connect(self._forget)
        self._details = self._make_details()
        self.body.addWidget(self._quick)
        self.body.addWidget(self._details)
        self.body.addStretch()
        self.act_button.setEnabled(False)
        self._open(tuple(numbers), customer_code, text)

    def act(self) -> None:
        """Record the payment."""
        if self._payable is None:
            self._quick.choose_current()
            return
        assert self.form is not None
        received = self._received()
        if received is None:
            return
        shop, code = self.workspace.shop, self._payable.customer_code
        numbers = self._table.invoices.numbers
        self.write(lambda: pay_several(shop, code, received, numbers=numbers), self._done)

    def _open(self, numbers: tuple[str, ...], customer_code: str | None, text: str) -> None:
        shop = self.workspace.shop
        if numbers:
            self._read(partial(payable_of_invoices, shop, numbers), numbers)
        elif customer_code is not None:
            self._read(partial(payable_of_customer, shop, customer_code), None)
        else:
            self._details.hide()
            self._quick.type_text(text)
            return
        self._quick.hide()

    def _make_details(self) -> QWidget:
        text = self.words.text
        self._customer = QLabel()
        self._customer.setObjectName("pay.customer")
        self._customer.setFont(heading(self._customer.font(), steps=1))
        self._credit = self.line("pay.credit", look="quiet")
        self.form = form = Form("pay", self.workspace.feedback)
        form.add("amount", text("ui", "Amount received"), AmountInput(self.words))
        methods = [(method, text("ui", word)) for method, word in METHODS.items()]
        form.add("method", text("ui", "Method"), ChoiceInput(methods))
        form.add("date", text("ui", "Received on"), DateInput(lambda: self.workspace.shop.today))
        form.add("reference", text("ui", "Reference"), TextInput())
        form.edited.connect(self._edited)
        self._table = DebtsTable(self.words, "pay.invoices", self)
        self._table.invoices.ticked.connect(self._ticked)
        self._outcome = self.line("pay.outcome")
        self._outcome.setFont(tabular(self._outcome.font()))
        self._receipt = QCheckBox(text("ui", "Print a receipt"))
        self._receipt.setObjectName("pay.receipt")
        self._receipt.setChecked(bool(self.workspace.preferences.get(RECEIPT, False)))
        self._receipt.hide()  # until there is something to collect
        self.foot.insertWidget(0, self._receipt)
        details = QWidget()
        column = QVBoxLayout(details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 2)
        for widget in (self._customer, self._credit, form, self._table, self._outcome):
            column.addWidget(widget)
        return details

    def _choose(self, candidate: Candidate) -> None:
        shop = self.workspace.shop
        self._read(
            partial(payable_of_customer, shop, candidate.customer_code, numbers=candidate.numbers),
            candidate.numbers,
            amount_minor=candidate.amount_minor,
        )

    def _read(
        self,
        read: partial[Payable],
        numbers: tuple[str, ...] | None,
        *,
        amount_minor: int | None = None,
    ) -> None:
        self.workspace.quick.run(
            read,
            done=lambda payable: self._show(payable, numbers, amount_minor),
            failed=self.unavailable,
            owner=self,
        )

    def _show(
        self, payable: Payable, numbers: tuple[str, ...] | None, amount_minor: int | None
    ) -> None:
        assert self.form is not None
        self._payable = payable
        chosen = [each.number for each in payable.invoices] if numbers is None else list(numbers)
        self._customer.setText(payable.customer_name)
        credit = Money(payable.credit_minor)
        self._credit.setText(
            self.words.text("ui", "The customer has a credit of {amount}.", amount=credit)
        )
        self._credit.setVisible(payable.credit_minor > 0)
        self._table.invoices.show_invoices(payable.invoices, chosen)
        self._table.setVisible(bool(payable.invoices))
        self._table.fit()
        method = self.workspace.preferences.get(METHOD, "card")
        today = self.workspace.shop.today.isoformat()
        amount = self._owed() if amount_minor is None else amount_minor
        field = self.form.input("amount")
        typed = field.text() if self._typed_amount else ""  # by a hand quicker than the file
        self._typed_amount = bool(typed) or amount_minor is not None
        self.form.fill({"amount": format_amount(amount), "method": method, "date": today})
        if typed:
            field.setText(typed)
        self._details.show()
        self._receipt.show()
        self.act_button.setEnabled(True)
        self._tell()
        if set(chosen) - {each.number for each in payable.invoices}:
            self.complain(
                self.words.text("ui", "Invoices of other customers, or already paid, are left out.")
            )
        if not typed:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()
        self.adjustSize()

    def _forget(self) -> None:
        self._payable = None
        self._typed_amount = False
        self._details.hide()
        self._receipt.hide()
        self.act_button.setEnabled(False)
        self.complain("")

    def _owed(self) -> int:
        assert self._payable is not None
        chosen = self._table.invoices.numbers
        return sum(each.balance_minor for each in self._payable.invoices if each.number in chosen)

    def _edited(self, field: str) -> None:
        if field == "amount":
            self._typed_amount = True
            self._tell()

    def _ticked(self) -> None:
        assert self.form is not None
        if not self._typed_amount:
            self.form.input("amount").set_value(format_amount(self._owed()))
        self._tell()

    def _tell(self) -> None:
        """Show the split and say what it leaves, as it is now."""
        assert self.form is not None
        if self._payable is None:
            return
        amount = self.form.input("amount").scaled() or 0
        shares = self._payable.shares(amount, self._table.invoices.numbers)
        self._table.invoices.show_shares({each.number: each.amount_minor for each in shares})
        settled = sum(each.amount_minor for each in shares)
        self._outcome.setText(self._said(amount - settled, self._owed() - settled))

    def _said(self, over_minor: int, left_minor: int) -> str:
        if over_minor > 0:
            return self.words.text(
                "ui",
                "{amount} more than is owed: kept as the customer’s credit.",
                amount=Money(over_minor),
            )
        if left_minor > 0:
            return self.words.text("ui", "{amount} will be left to pay.", amount=Money(left_minor))
        return self.words.text("ui", "Nothing will be left to pay.")

    def _received(self) -> Received | None:
        """Read the form; what cannot be read is shown at its field."""
        assert self.form is not None
        amount, day = self.form.input("amount").scaled(), self.form.input("date").day()
        problems = []
        if amount is None:
            problems.append(Problem("field-missing", "amount"))
        if day is None:
            problems.append(Problem("field-missing", "date"))
        if problems:
            self.refused(InputRefused(problems))
        if amount is None or day is None:
            return None
        method = str(self.form.input("method").value())
        return Received(amount, method, day, str(self.form.input("reference").value() or ""))

    def _done(self, result: PaymentResult) -> None:
        preferences = self.workspace.preferences
        preferences.put(METHOD, result.method)
        preferences.put(RECEIPT, self._receipt.isChecked())
        left = self._owed() - sum(part.amount_minor for part in result.allocations)
        said = self.words.text("ui", "{amount} collected.", amount=Money(result.amount_minor))
        outcome = self._said(result.unallocated_minor, left)
        self.workspace.feedback.done(
            f"{said} {outcome}" if left or result.unallocated_minor else said
        )
        if self._receipt.isChecked():
            over = self.parentWidget() or self.workspace.feedback.window
            if over is not None:
                print_receipt(self.workspace, result.payment, parent=over)
        self.recorded.emit(result)
        self.accept()
