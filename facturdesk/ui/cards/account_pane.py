"""Where a customer stands, beside their card: what they owe, what is late, what was issued last."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from facturdesk.ui.cards.emptying import empty
from facturdesk.ui.dialogs.history import HistoryDialog
from facturdesk.ui.document.section import Fact, Section
from facturdesk.ui.requests import ListRequest
from facturdesk.ui.theme import GRID, heading, tabular
from facturdesk.ui.widgets.badge import Badge
from facturdesk.ui.widgets.column import ScrolledColumn
from facturdesk.ui.widgets.link import Link
from facturdesk.usecases.account import CustomerAccount

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.results import DocumentResult

SHOWN: Final = 8  # documents
_WIDTH: Final = 50 * GRID  # at least: more where amounts and states need it


class AccountPane(ScrolledColumn):
    """Figures, facts, the newest documents, and the cards merged into this one."""

    part_wanted = Signal(str)  # the code of a merged card

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, least_width=_WIDTH)
        self.workspace = workspace
        self.words = workspace.words
        self.setObjectName("account")
        self.setAccessibleName(self.words.text("ui", "About the customer"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.figures = Figures(workspace)
        self._facts = Section("account.facts", self.words.text("ui", "Sales"))
        self._documents = History(workspace)
        self._merged = Section("account.merged", self.words.text("ui", "Merged cards"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GRID, GRID * 2)
        column.setSpacing(GRID * 2)
        for widget in (self.figures, self._facts, self._documents, self._merged):
            column.addWidget(widget)
        column.addStretch()
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def show_account(self, account: CustomerAccount, documents: Sequence[DocumentResult]) -> None:
        """Show a customer's account."""
        text, words = self.words.text, self.words
        self.figures.show_account(account)
        facts = [
            Fact(
                text("ui", "12 months"),
                text("ui", "excl. VAT"),
                words.money(account.turnover_year_minor),
            ),
            Fact(
                text("ui", "In all"), text("ui", "excl. VAT"), words.money(account.turnover_minor)
            ),
        ]
        self._facts.show_facts(facts if account.documents else [])
        self._documents.show_documents(account, documents)
        self._merged.show_facts(
            [
                Fact(
                    code,
                    words.text("ui", "{name}: part again", name=name),
                    go=partial(self.part_wanted.emit, code),
                )
                for code, name in account.merged
            ]
        )


class Figures(QFrame):
    """What is owed, what of it is late, and the customer's credit, in large."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = workspace.words
        text = self._words.text
        self.setObjectName("account.figures")
        self.setProperty("look", "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(0)
        captions = (text("ui", "To collect"), text("ui", "Overdue"), text("ui", "Credit left"))
        self._captions = captions
        self._values = []
        for column, caption in enumerate(captions):
            label, value = QLabel(caption), QLabel()
            label.setProperty("look", "quiet")
            value.setObjectName(f"account.{('balance', 'overdue', 'credit')[column]}")
            value.setFont(tabular(heading(value.font(), steps=3)))
            grid.addWidget(label, 0, column)
            grid.addWidget(value, 1, column)
            grid.setColumnStretch(column, 1)
            self._values.append(value)

    def show_account(self, account: CustomerAccount) -> None:
        """Show a customer's figures; what is late stands out."""
        amounts = (account.balance_minor, account.overdue_minor, account.credit_minor)
        for caption, value, amount in zip(self._captions, self._values, amounts, strict=True):
            value.setText(self._words.money(amount))
            value.setAccessibleName(f"{caption} {self._words.money(amount)}")
        late = self._values[1]
        late.setProperty("look", "problem" if account.overdue_minor else "")
        late.style().unpolish(late)
        late.style().polish(late)


class History(QWidget):
    """The newest documents of a customer, each opened by its number."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._words = workspace.words
        self._code = self._name = ""
        self.setObjectName("account.history")
        title = QLabel(self._words.text("ui", "Documents"))
        title.setFont(heading(title.font(), steps=0))
        self._all = Link("", "account.all", self._open_history)
        self._payments = Link(
            self._words.text("ui", "Show the payments"), "account.payments", self._open_payments
        )
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(GRID * 2)
        self._rows.setVerticalSpacing(GRID // 2)
        self._rows.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(title)
        column.addLayout(self._rows)
        column.addWidget(self._all)
        column.addWidget(self._payments)

    def show_documents(self, account: CustomerAccount, documents: Sequence[DocumentResult]) -> None:
        """Show these, the newest first."""
        self._code, self._name = account.code, account.card.customer.name
        empty(self._rows)
        for row, document in enumerate(documents):
            self._add(row, document)
        if not documents:
            nothing = QLabel(self._words.text("ui", "Nothing was issued to this customer yet."))
            nothing.setProperty("look", "quiet")
            self._rows.addWidget(nothing, 0, 0, 1, 4)
        count = account.documents
        self._all.setText(
            self._words.plural("ui", "Show {count} document", "Show all {count} documents", count)
        )
        self._all.setVisible(count > len(documents))
        self._payments.setVisible(count > 0)

    def _add(self, row: int, document: DocumentResult) -> None:
        credit = document.kind == "credit_note"
        amount = self._words.money(-document.gross_minor if credit else document.gross_minor)
        day = self._words.date(document.date) if document.date else ""
        link = self._link(document, f"account.document.{row}")
        link.setAccessibleDescription(f"{day} {amount}".strip())
        badge = Badge(self._words)
        badge.show_status(document.status, days=self._late_days(document), credit=credit)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._rows.addWidget(link, row, 0)
        self._rows.addWidget(_figure(day), row, 1)
        self._rows.addWidget(badge, row, 2, left | Qt.AlignmentFlag.AlignVCenter)
        self._rows.addWidget(_figure(amount), row, 3, right)

    def _link(self, document: DocumentResult, name: str) -> Link:
        go = self._workspace.go
        if document.number is None:
            return Link(self._words.text("ui", "Draft"), name, partial(go, "draft", document.id))
        return Link(document.number, name, partial(go, "document", document.number))

    def _late_days(self, document: DocumentResult) -> int | None:
        if document.status != "overdue" or not document.due:
            return None
        days = (self._workspace.shop.today - document.due[-1].due_on).days
        return days if days > 0 else None

    def _open_history(self) -> None:
        HistoryDialog(self._workspace, self._code, self._name, self).open()

    def _open_payments(self) -> None:
        self._workspace.go("payments", ListRequest(customer_code=self._code))


def _figure(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(tabular(label.font()))
    return label
