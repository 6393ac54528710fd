"""What few lines need: goods or service, whether a discount may touch it, what it cost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facturdesk.domain.money import AMOUNT_PLACES, format_scaled
from facturdesk.domain.sale import LineKind, Nature, SaleLine
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import AmountInput, FlagInput, RadioInput
from facturdesk.ui.theme import GRID

if TYPE_CHECKING:
    from facturdesk.ui.editor.lines_table import LinesTable
    from facturdesk.ui.workspace import Workspace


class LineOptions(QWidget):
    """A small form for the line that is current in the table."""

    def __init__(self, workspace: Workspace, table: LinesTable) -> None:
        super().__init__()
        self.setObjectName("line_options")
        words = workspace.words
        text = words.text
        self._words = words
        self._table = table
        self._session: EditSession | None = None
        self._name = QLabel()
        self._name.setWordWrap(True)
        self._form = Form("line_options", workspace.feedback)
        natures = [
            (Nature.GOODS.value, text("ui", "Goods")),
            (Nature.SERVICE.value, text("ui", "Service")),
        ]
        self._form.add("nature", text("ui", "Sold as"), RadioInput(natures))
        self._form.add(
            "discountable",
            text("ui", "Discount"),
            FlagInput(text("ui", "with the discount on the whole")),
        )
        self._form.add("cost", text("ui", "Cost of the whole line"), AmountInput(words))
        self._form.edited.connect(self._edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 2)
        column.addWidget(self._name)
        column.addWidget(self._form)
        column.addStretch()
        table.row_changed.connect(self._show)

    def follow(self, session: EditSession) -> None:
        """Show another draft."""
        if self._session is not None:
            self._session.changed.disconnect(self._show)
        self._session = session
        session.changed.connect(self._show)
        self._show()

    def _row(self) -> int:
        return self._table.currentIndex().row()

    def _line(self) -> SaleLine | None:
        line = self._table.lines.line(self._row()) if self._row() >= 0 else None
        return line if line is not None and line.kind is LineKind.PRICED else None

    def _show(self) -> None:
        line = self._line()
        self._form.setEnabled(line is not None)
        if line is None:
            self._name.setText(self._words.text("ui", "Choose a line in the table."))
            return
        self._name.setText(line.name)
        values: dict[str, object] = {
            "nature": line.nature.value,
            "discountable": line.discountable,
        }
        for field, value in values.items():
            if self._form.input(field).value() != value:
                self._form.input(field).set_value(value)
        cost = line.purchase_cost_minor
        if self._form.input("cost").scaled() != cost:
            shown = None if cost is None else format_scaled(cost, AMOUNT_PLACES, minimum=2)
            self._form.input("cost").set_value(shown)

    def _edited(self, field: str) -> None:
        line, row, session = self._line(), self._row(), self._session
        if line is None or session is None:
            return
        changed = replace(
            line,
            nature=Nature(str(self._form.input("nature").value() or line.nature.value)),
            discountable=bool(self._form.input("discountable").value()),
            purchase_cost_minor=self._form.input("cost").scaled(),
        )
        lines = (*session.sale.lines[:row], changed, *session.sale.lines[row + 1 :])
        session.edit(replace(session.sale, lines=lines), key=f"line_options:{row}:{field}")
