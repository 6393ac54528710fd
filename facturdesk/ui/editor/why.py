"""« Why this total? »: the steps of the calculation, each rounding told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from facturdesk.domain.explaining import EXACT_PLACES, Step, StepKind, explain
from facturdesk.i18n import Catalogue
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.theme import GRID, tabular
from facturdesk.ui.vat_words import case_words

if TYPE_CHECKING:
    from facturdesk.domain.sale import Sale

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_PAUSE_MS: Final = 200  # while one types, a hundred sentences are not made at each key
_PLACES: Final = 6  # decimals shown of an exact value


class Why(QScrollArea):
    """A column of sentences, amounts at the right."""

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self.setObjectName("why")
        self.setAccessibleName(words.text("ui", "Why this total?"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._words = words
        self._session: EditSession | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.explain)

    def follow(self, session: EditSession) -> None:
        """Explain another draft."""
        if self._session is not None:
            self._session.changed.disconnect(self._changed)
        self._session = session
        session.changed.connect(self._changed)

    def explain(self) -> None:
        """Tell the steps as they are now."""
        assert self._session is not None
        steps = explain(self._session.sale, self._session.found.resolved)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 2)
        intro = QLabel(self._intro(self._session.sale))
        intro.setWordWrap(True)
        intro.setProperty("look", "quiet")
        column.addWidget(intro)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(0, 1)
        for row, step in enumerate(steps):
            self._add(grid, row, step)
        column.addLayout(grid)
        column.addStretch()
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sentence(self, step: Step) -> str:
        """Say a step."""
        said = _SAYING[step.kind](self, step)
        if not step.is_rounded:
            return said
        exact = self._words.number(_shortened(step.exact_e10), _PLACES, minimum=2)
        return self._words.text("ui", "{step} = {exact}, rounded", step=said, exact=exact)

    def _changed(self) -> None:
        if self.isVisible():
            self._pause.start()

    def _add(self, grid: QGridLayout, row: int, step: Step) -> None:
        label = QLabel(self.sentence(step))
        label.setWordWrap(True)
        amount = QLabel(self._words.amount(step.amount_minor))
        amount.setFont(tabular(amount.font()))
        if step.kind in (StepKind.NET, StepKind.GROSS):
            for part in (label, amount):
                font = part.font()
                font.setBold(True)
                part.setFont(font)
        grid.addWidget(label, row, 0)
        grid.addWidget(amount, row, 1, _RIGHT)

    def _intro(self, sale: Sale) -> str:
        if sale.prices_include_vat:
            return self._words.text(
                "ui",
                "Prices include VAT: the total is the sum of the lines, and VAT is taken out of "
                "it once for each rate.",
            )
        return self._words.text(
            "ui",
            "Prices exclude VAT: each line is rounded to the cent, and VAT is worked out once "
            "for each rate, on the sum of its lines.",
        )

    def _line(self, step: Step) -> str:
        return self._words.text(
            "ui",
            "{name}: {quantity} × {price}",
            name=step.name,
            quantity=self._words.quantity(step.quantity_e4),
            price=self._words.unit_price(step.unit_price_e6),
        )

    def _line_discount(self, step: Step) -> str:
        if step.rate_bp is None:
            return self._words.text("ui", "{name}: discount", name=step.name)
        return self._words.text(
            "ui",
            "{name}: discount of {rate} on {amount}",
            name=step.name,
            rate=self._words.percent(step.rate_bp),
            amount=self._words.amount(step.of_minor),
        )

    def _charge(self, step: Step) -> str:
        return self._words.text("ui", "Charges: {name}", name=step.name)

    def _discount(self, step: Step) -> str:
        return self._words.text("ui", "Part of the discount for: {vat}", vat=self._vat_name(step))

    def _vat(self, step: Step) -> str:
        return self._words.text(
            "ui",
            "{vat}: on {amount}",
            vat=self._vat_name(step),
            amount=self._words.amount(step.of_minor),
        )

    def _vat_inside(self, step: Step) -> str:
        return self._words.text(
            "ui",
            "{vat}: inside {amount}",
            vat=self._vat_name(step),
            amount=self._words.amount(step.of_minor),
        )

    def _vat_name(self, step: Step) -> str:
        if step.case:
            return case_words(step.case, self._words)
        return self._words.text("ui", "VAT {rate}", rate=self._words.percent(step.rate_bp or 0))

    def _net(self, step: Step) -> str:
        return self._words.text("ui", "Total excl. VAT")

    def _gross(self, step: Step) -> str:
        return self._words.text("ui", "Total incl. VAT")


_SAYING: Final = {
    StepKind.LINE: Why._line,
    StepKind.LINE_DISCOUNT: Why._line_discount,
    StepKind.CHARGE: Why._charge,
    StepKind.DISCOUNT: Why._discount,
    StepKind.VAT: Why._vat,
    StepKind.VAT_INSIDE: Why._vat_inside,
    StepKind.NET: Why._net,
    StepKind.GROSS: Why._gross,
}


def _shortened(exact_e10: int) -> int:
    """Cut what is beyond the decimals shown, without rounding: it must not seem rounded twice."""
    beyond: int = 10 ** (EXACT_PLACES - _PLACES)
    return abs(exact_e10) // beyond * (1 if exact_e10 >= 0 else -1)
