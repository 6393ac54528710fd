"""Finds how far a tray is off: prints a page, takes what is measured on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from facturdesk.ui.dialogs.act import ActDialog
from facturdesk.ui.printing.lengths import BoundedInput, millimetres_input
from facturdesk.ui.printing.papers import Paper, print_papers
from facturdesk.ui.printing.setup import FARTHEST, PrintSetup
from facturdesk.ui.theme import GRID
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases import printing
from facturdesk.usecases.printing import MEASURED_AT, Offset


class CalibrationDialog(ActDialog):
    """Prints the page on the printer of a setup; `measured` gives the Offset to be used."""

    measured = Signal(object)  # Offset

    def __init__(
        self, workspace: Workspace, setup: PrintSetup, parent: QWidget | None = None
    ) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            "calibration",
            title=text("ui", "Place what is printed on {printer}", printer=setup.printer),
            act=text("ui", "Use these measures"),
            parent=parent,
        )
        self._setup = setup
        self.setMinimumWidth(GRID * 64)
        self.left = self._measure("left", MEASURED_AT[0])
        self.top = self._measure("top", MEASURED_AT[1])
        self.page = QPushButton(text("ui", "Print the page"))
        self.page.setObjectName("calibration.page")
        self.page.setAutoDefault(False)
        self.page.clicked.connect(self._print)
        self.summary = self.line("calibration.summary")
        self._build()
        self._show_summary()

    def offset(self) -> Offset:
        """Give what was measured as an offset, within what a tray can be off."""
        found = printing.corrected(
            self._setup.offset, left_tenths=self.left.bounded(), top_tenths=self.top.bounded()
        )
        return Offset(_within(found.right), _within(found.down))

    def act(self) -> None:
        """Hand the offset on."""
        offset = self.offset()
        self.accept()
        self.measured.emit(offset)

    def _build(self) -> None:
        text = self.words.text
        first = QHBoxLayout()
        first.addWidget(QLabel(text("ui", "1. Print the page, take a ruler.")), 1)
        first.addWidget(self.page)
        self.body.addLayout(first)
        self.body.addSpacing(GRID)
        self.body.addWidget(QLabel(text("ui", "2. Enter what you measure.")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(0, 1)
        rows = [
            (text("ui", "From the left edge of the sheet to line A (mm)"), self.left),
            (text("ui", "From the top edge of the sheet to line B (mm)"), self.top),
        ]
        for row, (label, field) in enumerate(rows):
            caption = QLabel(label)
            caption.setBuddy(field)
            field.setAccessibleName(label)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, row, 1)
        self.body.addLayout(grid)
        self.body.addSpacing(GRID)
        self.body.addWidget(self.summary)
        self.body.addStretch()

    def _measure(self, name: str, wanted: int) -> BoundedInput:
        field = millimetres_input(self.words, least=wanted - FARTHEST, most=wanted + FARTHEST)
        field.setObjectName(f"calibration.{name}")
        field.set_scaled(wanted)
        field.edited.connect(self._show_summary)
        return field

    def _show_summary(self) -> None:
        offset = self.offset()
        self.summary.setText(
            self.words.text(
                "ui",
                "What is printed moves by {right} mm to the right and {down} mm down.",
                right=self.words.number(offset.right, 1),
                down=self.words.number(offset.down, 1),
            )
        )

    def _print(self) -> None:
        page = Paper(self.words.text("ui", "Calibration page"), self._page, _nothing)
        once = PrintSetup(self._setup.printer, offset=self._setup.offset)
        print_papers(self.workspace, [page], once)

    def _page(self, setup: PrintSetup) -> bytes:
        drawn = printing.calibration_page(self.words, setup.printer, setup.offset)
        return printing.readied(drawn, setup.offset)


def _within(tenths: int) -> int:
    return min(max(tenths, -FARTHEST), FARTHEST)


def _nothing(setup: PrintSetup) -> None:
    """Record nothing: it is no document."""
