"""A payment undone by a counter-entry: nothing is erased, and both stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.domain.money import Money
from facturdesk.ui.dialogs.act import ActDialog
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import DateInput, TextInput
from facturdesk.ui.theme import GRID
from facturdesk.usecases.paying import unpay

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.results import PaymentEntry, PaymentResult


class UnpayDialog(ActDialog):
    """Asks why, and on which day."""

    help_topic = "payments"

    undone = Signal(object)  # PaymentResult

    def __init__(
        self, workspace: Workspace, payment: PaymentEntry, parent: QWidget | None = None
    ) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            "unpay",
            title=text("ui", "Undo this payment"),
            act=text("ui", "Undo the payment"),
            parent=parent,
        )
        self._payment = payment
        self.cancel_button.setText(text("ui", "Keep the payment"))  # not a second « Annuler »
        self.setMinimumWidth(GRID * 64)
        explained = self.line(
            "unpay.explained",
            text(
                "ui",
                "The payment of {amount} received on {day} stays in the list, with a counter-entry "
                "beside it; what it settled is to be paid again.",
                amount=Money(payment.amount_minor),
                day=payment.received_on,
            ),
            look="quiet",
        )
        self.form = form = Form("unpay", workspace.feedback)
        hint = text("ui", "Cheque refused, wrong customer…")
        form.add("reason", text("ui", "Reason"), TextInput(placeholder=hint))
        form.add("date", text("ui", "On"), DateInput(lambda: workspace.shop.today))
        form.fill({"date": workspace.shop.today.isoformat()})
        self.body.addWidget(explained)
        self.body.addWidget(form)
        self.body.addStretch()
        form.input("reason").setFocus()

    def act(self) -> None:
        """Write the counter-entry."""
        assert self.form is not None
        shop, payment_id = self.workspace.shop, self._payment.id
        reason = str(self.form.input("reason").value() or "")
        day = self.form.input("date").day()
        if day is None:  # not today then
            self.refused(InputRefused([Problem("field-missing", "date")]))
            return
        self.write(lambda: unpay(shop, payment_id, reason=reason, on=day), self._done)

    def _done(self, result: PaymentResult) -> None:
        amount = Money(self._payment.amount_minor)
        self.workspace.feedback.done(
            self.words.text("ui", "The payment of {amount} is undone.", amount=amount)
        )
        self.undone.emit(result)
        self.accept()
