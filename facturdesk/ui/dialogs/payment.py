"""One payment: what it settled, its receipt, and the way to undo it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.ui.dialogs.act import help_with_f1
from facturdesk.ui.dialogs.receipt import print_receipt, save_receipt
from facturdesk.ui.dialogs.unpay import UnpayDialog
from facturdesk.ui.document.section import Fact, Section
from facturdesk.ui.money_words import method_words
from facturdesk.ui.theme import GRID, heading
from facturdesk.usecases.paying import payment

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.results import PaymentEntry


def open_payment(workspace: Workspace, payment_id: int, *, parent: QWidget) -> None:
    """Show a payment, or a counter-entry, in a dialog over the page."""
    workspace.quick.run(
        partial(payment, workspace.shop, payment_id),
        done=lambda found: PaymentDialog(workspace, found, parent).open(),
        owner=parent,
    )


class PaymentDialog(QDialog):
    """Shows a payment; links go to what it settled."""

    def __init__(self, workspace: Workspace, found: PaymentEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.workspace = workspace
        self.words = workspace.words
        self._found = found
        self.setObjectName("payment")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(GRID * 80)
        self._title = QLabel(self._titled())
        self._title.setFont(heading(self._title.font(), steps=3))
        self.setWindowTitle(self._titled())
        facts = Section("payment.facts", self.words.text("ui", "Received"))
        facts.show_facts(list(self._facts()))
        settled = Section("payment.settled", self.words.text("ui", "What it settles"))
        settled.show_facts(list(self._settled()))
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID * 2)
        for widget in (self._title, facts, settled):
            column.addWidget(widget)
        column.addStretch()
        column.addLayout(self._make_buttons())
        help_with_f1(self, workspace, "payments")

    def _titled(self) -> str:
        text, amount = self.words.text, self.words.money(self._found.amount_minor)
        if self._found.reverses is not None:
            return text("ui", "Counter-entry of {amount}", amount=amount)
        return text("ui", "Payment of {amount}", amount=amount)

    def _facts(self) -> Iterator[Fact]:
        text, found = self.words.text, self._found
        yield Fact(
            text("ui", "Customer"),
            found.customer_name,
            go=partial(self._go, "customer", found.customer),
        )
        yield Fact(text("ui", "Date"), self.words.date(found.received_on))
        yield Fact(text("ui", "Method"), method_words(self.words, found.method))
        if found.reference:
            yield Fact(text("ui", "Reference"), found.reference)
        if found.reason:
            yield Fact(text("ui", "Reason"), found.reason)
        for other, label in (
            (found.reverses, text("ui", "Undoes")),
            (found.reversed_by, text("ui", "Undone by")),
        ):
            if other is not None:
                words = text("ui", "payment {id}", id=other)
                yield Fact(label, words, go=partial(self._go_to_payment, other))

    def _settled(self) -> Iterator[Fact]:
        for part in self._found.allocations:
            amount = self.words.money(part.amount_minor)
            yield Fact("", part.number, amount, partial(self._go, "document", part.number))
        if self._found.unallocated_minor:
            kept = self.words.money(self._found.unallocated_minor)
            yield Fact("", self.words.text("ui", "kept as the customer’s credit"), kept)

    def _make_buttons(self) -> QHBoxLayout:
        text, found = self.words.text, self._found
        stands = found.reverses is None and found.reversed_by is None
        undo = self._button("undo", text("ui", "Undo this payment…"), self._undo, shown=stands)
        save = self._button("save", text("ui", "Receipt as PDF"), self._save, shown=stands)
        printed = self._button("print", text("ui", "Print a receipt"), self._print, shown=stands)
        close = self._button("close", text("ui", "Close"), self.reject)
        close.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(undo)
        row.addStretch()
        for button in (save, printed, close):
            row.addWidget(button)
        return row

    def _button(self, name: str, words: str, act: object, *, shown: bool = True) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"payment.{name}")
        button.setAutoDefault(False)
        button.setVisible(shown)
        button.clicked.connect(act)
        return button

    def _go(self, page: str, argument: str) -> None:
        self.accept()
        self.workspace.go(page, argument)

    def _go_to_payment(self, payment_id: int) -> None:
        self.accept()
        open_payment(self.workspace, payment_id, parent=self._over)

    def _undo(self) -> None:
        dialog = UnpayDialog(self.workspace, self._found, self)
        dialog.undone.connect(self.accept)
        dialog.open()

    def _print(self) -> None:
        print_receipt(self.workspace, self._found.id, parent=self)

    def _save(self) -> None:
        save_receipt(self.workspace, self._found.id, parent=self)
