"""A credit note on an invoice: all that is left, or some lines, with what it comes to as one types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from facturdesk.domain.errors import InputRefused
from facturdesk.domain.money import QUANTITY_PLACES, Money, format_scaled
from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.dialogs.act import ActDialog
from facturdesk.ui.dialogs.credit_lines import CreditLinesTable
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import RadioInput
from facturdesk.ui.inputs.proposals import ProposalInput
from facturdesk.ui.theme import GRID, tabular
from facturdesk.usecases.crediting import Creditable, credit, creditable

if TYPE_CHECKING:
    from facturdesk.domain.crediting import CreditRequest
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.results import DocumentResult

WHOLE: Final = "whole"
LINES: Final = "lines"
PRINT: Final = "credits/print"  # the preference: whether it is printed
CLOCK: Final = "clock-far-ahead"  # what the user may confirm
REASONS: Final = (
    marked("ui", "Goods returned"),
    marked("ui", "Sale cancelled"),
    marked("ui", "Wrong price"),
    marked("ui", "Wrong quantity"),
    marked("ui", "Discount granted afterwards"),
    marked("ui", "Invoice made twice"),
)


class CreditDialog(ActDialog):
    """Issues a credit note; `issued` gives its number, and whether it is to be printed."""

    help_topic = "corrections"

    issued = Signal(str, bool)

    def __init__(self, workspace: Workspace, number: str, parent: QWidget | None = None) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            "credit",
            title=text("ui", "Credit note on {number}", number=number),
            act=text("ui", "Issue the credit note"),
            parent=parent,
        )
        self._number = number
        self._creditable: Creditable | None = None
        self.setMinimumWidth(GRID * 80)
        self._extent = RadioInput(
            [
                (WHOLE, text("ui", "Everything that is left")),
                (LINES, text("ui", "Some lines or quantities")),
            ]
        )
        self._table = CreditLinesTable(self.words, "credit.lines", self)
        self._outcome = self.line("credit.outcome")
        self._outcome.setFont(tabular(self._outcome.font()))
        self._print = QCheckBox(text("ui", "Print the credit note"))
        self._print.setObjectName("credit.print")
        self._print.setChecked(bool(workspace.preferences.get(PRINT, True)))
        self._fill_body()
        self.act_button.setEnabled(False)
        self._table.lines.changed.connect(self._tell)
        workspace.quick.run(
            partial(creditable, workspace.shop, number),
            done=self._show,
            failed=self.unavailable,
            owner=self,
        )

    def act(self) -> None:
        """Issue it."""
        if self._creditable is None:
            return
        if self._extent.value() == LINES and not self._table.lines.requests:
            self.complain(
                self.words.text("ui", "Enter the quantity to credit of one line at least.")
            )
            self._table.setFocus()
            return
        self._issue(confirm_clock=False)

    def refused(self, error: Exception) -> None:
        """Let the user say that the clock is right, where that is all that is in the way."""
        if not isinstance(error, InputRefused) or [p.code for p in error.problems] != [CLOCK]:
            super().refused(error)
            return
        self._set_busy(busy=False)
        sentence = self.workspace.feedback.problem(error.problems[0])
        act = self.words.text("ui", "The date is right")
        if self.workspace.feedback.confirm(sentence, act=act, risky=True):
            self._issue(confirm_clock=True)

    def _fill_body(self) -> None:
        text = self.words.text
        explained = self.line(
            "credit.explained",
            text(
                "ui",
                "It gives the customer back what you choose, under its own number: first off what "
                "they still owe on this invoice, the rest as their credit.",
            ),
            look="quiet",
        )
        self.form = form = Form("credit", self.workspace.feedback)
        form.add("extent", text("ui", "It covers"), self._extent)
        form.add_widget(self._table)
        printed = text("ui", "printed on the credit note")
        reasons = [text("ui", reason) for reason in REASONS]
        form.add("reason", text("ui", "Reason"), ProposalInput(reasons, placeholder=printed))
        form.edited.connect(self._edited)
        for widget in (explained, form, self._outcome):
            self.body.addWidget(widget)
        self.body.addStretch()
        self.foot.insertWidget(0, self._print)
        self._table.hide()

    def _show(self, found: Creditable) -> None:
        self._creditable = found
        with_vat = found.invoice.prices_include_vat
        self._table.lines.show_lines(found.lines, found.left_e4, with_vat=with_vat)
        self._table.fit()
        self.act_button.setEnabled(True)
        self._extent.setFocus()
        self._tell()

    def _edited(self, field: str) -> None:
        if field != "extent":
            return
        self.complain("")
        self._table.setVisible(self._extent.value() == LINES)
        self.adjustSize()
        if self._extent.value() == LINES:
            self._table.setFocus()
        self._tell()

    def _requests(self) -> list[CreditRequest] | None:
        return self._table.lines.requests if self._extent.value() == LINES else None

    def _tell(self) -> None:
        """Say what the credit note would come to, and where the money goes."""
        if self._creditable is None:
            return
        requests = self._requests()
        if requests == []:
            self._outcome.setText(self.words.text("ui", "Nothing is credited yet."))
            return
        try:
            totals = self._creditable.worth(requests)
        except InputRefused as refused:
            self._outcome.setText(self.workspace.feedback.problem(refused.problems[0]))
            return
        self._outcome.setText(_said(self.words, totals.gross_minor, totals.vat_minor, self._owed))

    @property
    def _owed(self) -> int:
        assert self._creditable is not None
        return self._creditable.owed_minor

    def _issue(self, *, confirm_clock: bool) -> None:
        assert self.form is not None
        shop, number = self.workspace.shop, self._number
        requests = self._requests()
        asked = None if requests is None else [_as_written(each) for each in requests]
        reason = str(self.form.input("reason").value() or "")
        self.write(
            lambda: credit(
                shop, number, requests=asked, reason=reason, confirm_clock=confirm_clock
            ),
            self._done,
        )

    def _done(self, result: DocumentResult) -> None:
        wants_print = self._print.isChecked()
        self.workspace.preferences.put(PRINT, wants_print)
        number, amount = result.number or "", Money(result.gross_minor, result.currency)
        self.workspace.feedback.done(
            self.words.text(
                "ui", "Credit note {number} of {amount} is issued.", number=number, amount=amount
            )
        )
        self.issued.emit(number, wants_print)
        self.accept()


def _said(words: Catalogue, gross_minor: int, vat_minor: int, owed_minor: int) -> str:
    taken = max(0, min(gross_minor, owed_minor))
    total = words.text(
        "ui",
        "Credit note of {amount}, including {vat} of VAT.",
        amount=Money(gross_minor),
        vat=Money(vat_minor),
    )
    if not taken:
        rest = words.text("ui", "It is kept as the customer’s credit.")
    elif taken == gross_minor == owed_minor:
        rest = words.text("ui", "Nothing will be left to pay.")
    elif taken == gross_minor:
        rest = words.text(
            "ui",
            "It comes off what is left to pay: {left} will be left.",
            left=Money(owed_minor - taken),
        )
    else:
        rest = words.text(
            "ui",
            "{taken} come off what is left to pay, {kept} are kept as the customer’s credit.",
            taken=Money(taken),
            kept=Money(gross_minor - taken),
        )
    return f"{total}\n{rest}"


def _as_written(request: CreditRequest) -> dict[str, object]:
    assert request.quantity_e4 is not None
    quantity = format_scaled(request.quantity_e4, QUANTITY_PLACES)
    return {"line": request.rank, "quantity": quantity}
