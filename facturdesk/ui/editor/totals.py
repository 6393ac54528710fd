"""What a draft comes to, always in view: without VAT, VAT by rate, total, what is left to pay."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.domain.document import TaxSubtotal
from facturdesk.i18n import Catalogue
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.theme import GRID, heading, tabular
from facturdesk.ui.vat_words import case_words

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TotalsPanel(QWidget):
    """Rows of label and amount; the total is the largest thing of the form."""

    why_wanted = Signal()

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self.setObjectName("totals")
        self._words = words
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._why = QPushButton(words.text("ui", "Why this total?"))
        self._why.setObjectName("totals.why")
        self._why.setProperty("look", "link")
        self._why.clicked.connect(self.why_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(self._grid)
        column.addWidget(self._why, alignment=Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(GRID * 34)

    @property
    def said(self) -> list[tuple[str, str]]:
        """Each row as it is read: label and amount."""
        return [
            (label.text(), amount.text()) for label, amount in self._rows if label.isVisibleTo(self)
        ]

    def show_session(self, session: EditSession) -> None:
        """Show what a draft comes to now."""
        sale, totals = session.sale, session.found.resolved.totals
        text = self._words.text
        rows = [(text("ui", "Total excl. VAT"), totals.net_minor)]
        if totals.discount_minor:
            rows.insert(0, (text("ui", "Discount taken off"), -totals.discount_minor))
        rows += [(self._tax(tax), tax.vat_minor) for tax in totals.taxes if tax.group.category]
        rows.append((text("ui", "Total incl. VAT"), totals.gross_minor))
        received = sum(receipt.amount_minor for receipt in sale.receipts)
        if received:
            rows.append((text("ui", "Received now"), received))
            rows.append((text("ui", "Left to pay"), totals.gross_minor - received))
        total = len(rows) - (3 if received else 1)
        for place, (label, amount) in enumerate(rows):
            self._put(place, label, amount, strong=place == total)
        for caption, figure in self._rows[len(rows) :]:
            caption.hide()
            figure.hide()

    def _tax(self, tax: TaxSubtotal) -> str:
        if tax.group.case:
            return case_words(tax.group.case, self._words)
        return self._words.text(
            "ui",
            "VAT {rate} on {base}",
            rate=self._words.percent(tax.group.rate_bp),
            base=self._words.amount(tax.base_minor),
        )

    def _put(self, place: int, label: str, amount: int, *, strong: bool) -> None:
        while len(self._rows) <= place:
            caption, figure = QLabel(), QLabel()
            caption.setWordWrap(True)
            figure.setAlignment(_RIGHT)
            self._grid.addWidget(caption, len(self._rows), 0)
            self._grid.addWidget(figure, len(self._rows), 1)
            self._rows.append((caption, figure))
        caption, figure = self._rows[place]
        font = heading(self.font(), steps=3) if strong else self.font()
        for part, said in ((caption, label), (figure, self._words.money(amount))):
            if part.text() != said:
                part.setText(said)
            if bool(part.property("strong")) != strong or part.property("strong") is None:
                part.setProperty("strong", strong)
                part.setFont(tabular(font))
                part.setObjectName("totals.total" if strong and part is figure else "")
            part.show()
